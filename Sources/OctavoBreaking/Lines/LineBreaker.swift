/// Chooses the breaks of a paragraph that cost least over all its lines (total fit).
///
/// Knuth and Plass, “Breaking Paragraphs into Lines” (1981), in the form of TeX: The Program
/// §§ 813–875, decision by decision and in integers, so that TeX's parameters give TeX's breaks.
/// Owns the scratch memory of the search; keep one for a chapter and use it for every paragraph.
package struct LineBreaker: ~Copyable {
  /// Active breaks and unused entries; `head` to `tail` and `unused` are lists through `next`.
  var nodes = ScratchBuffer<ActiveBreak>(capacity: 256)
  var head: Int32 = -1
  var tail: Int32 = -1
  var unused: Int32 = -1
  var passive = ScratchBuffer<PassiveBreak>(capacity: 4096)
  /// Passive breaks at which those no way leads through are dropped.
  var passiveLimit = 1 << 16
  /// Best ways to the current candidate: fitness classes within hyphen runs.
  var best = ScratchBuffer<BestBreak>(capacity: 32)
  /// The fewest demerits in `best`.
  var minimum: Int64 = 0

  /// Most candidates for which lines are counted apart, as looseness and variants need: the time
  /// that takes grows with the square of the length.
  package static let longestCounted = 20_000
  /// The same where any line is feasible, as in ragged text: there every number of lines is a way, and
  /// all of them are gone.
  package static let longestLooseCounted = 1_000

  package init() {}

  /// The lines of a finished paragraph. There always are some: where none fit, some are overfull.
  ///
  /// A list built without automatic discretionaries because they cost time should be tried with
  /// `firstPass`, then built again with them and broken from the second pass on.
  package mutating func breakLines(
    _ items: ItemList, shape: LineShape, parameters: LineParameters,
    startingAt start: BrokenParagraph.Pass = .first
  ) -> BrokenParagraph {
    var pass = parameters.pretolerance < 0 ? max(start, .second) : start
    while true {
      let settings = passSettings(pass, items, shape, parameters)
      if let lines = attempt(items, shape, settings, pass) { return lines }
      if settings.isFinal { break }
      pass = pass == .first ? .second : .emergency
    }
    return collect(nil, items, shape, parameters, pass)
  }

  /// The lines of a paragraph without automatic hyphens, if they are within `pretolerance`.
  package mutating func firstPass(
    _ items: ItemList, shape: LineShape, parameters: LineParameters
  ) -> BrokenParagraph? {
    guard parameters.pretolerance >= 0 else { return nil }
    let settings = passSettings(.first, items, shape, parameters)
    return attempt(items, shape, settings, .first)
  }

  /// The best lines and those of one line less and one more that stay within tolerance.
  ///
  /// `looseness` does not count here. Paragraphs above `longestCounted` have no variants, nor have
  /// those above `longestLooseCounted` where any line is feasible.
  package mutating func breakVariants(
    _ items: ItemList, shape: LineShape, parameters: LineParameters
  ) -> ParagraphVariants {
    var parameters = parameters
    parameters.looseness = 0
    let isCounted = Self.isCounted(items, parameters)
    if isCounted, parameters.pretolerance < 0 {
      // One run finds the best of all line counts, and so the best of all.
      count(items, shape, parameters, .second)
      if let end = fewestDemerits() {
        let found = variants(of: nodes[end].line, items, shape, parameters, .second)
        return ParagraphVariants(
          best: collect(end, items, shape, parameters, .second), shorter: found.shorter,
          longer: found.longer)
      }
    }
    let best = breakLines(items, shape: shape, parameters: parameters)
    guard isCounted else { return ParagraphVariants(best: best, shorter: nil, longer: nil) }
    let pass = max(best.pass, .second)
    count(items, shape, parameters, pass)
    let found = variants(
      of: Int32(clamping: best.breaks.count + 1), items, shape, parameters, pass)
    return ParagraphVariants(best: best, shorter: found.shorter, longer: found.longer)
  }

  /// Whether a paragraph is short enough for its lines to be counted apart.
  private static func isCounted(_ items: ItemList, _ parameters: LineParameters) -> Bool {
    let isLoose = parameters.tolerance >= Badness.infinite
    return items.candidates.count <= (isLoose ? longestLooseCounted : longestCounted)
  }

  /// Runs a pass that keeps every number of lines apart and gives up where nothing is feasible.
  private mutating func count(
    _ items: ItemList, _ shape: LineShape, _ parameters: LineParameters,
    _ pass: BrokenParagraph.Pass
  ) {
    var settings = passSettings(pass, items, shape, parameters)
    settings.isFinal = false
    settings.easyLine = Self.noEasyLine
    run(items, shape, settings)
  }

  /// What the counted run found beside the lines that end before line `line`: one less, one more.
  private func variants(
    of line: Int32, _ items: ItemList, _ shape: LineShape, _ parameters: LineParameters,
    _ pass: BrokenParagraph.Pass
  ) -> (shorter: BrokenParagraph?, longer: BrokenParagraph?) {
    func lines(endingAfter line: Int32) -> BrokenParagraph? {
      fewestDemerits(endingAfter: line).map { collect($0, items, shape, parameters, pass) }
    }
    return (lines(endingAfter: line - 1), lines(endingAfter: line + 1))
  }

  /// More than any line number: all lines are told apart.
  static let noEasyLine = Int32.max - 2

  private func passSettings(
    _ pass: BrokenParagraph.Pass, _ items: ItemList, _ shape: LineShape,
    _ parameters: LineParameters
  ) -> PassSettings {
    let limit = min(
      pass == .first ? parameters.pretolerance : parameters.tolerance, Badness.infinite)
    let emergency = pass == .emergency ? ItemSums.clamp(parameters.emergencyStretch) : 0
    let isRagged = parameters.raggedStretchOrder > 0
    var infinite = InfiniteStretch()
    if isRagged { infinite.add(parameters.raggedStretch, order: parameters.raggedStretchOrder) }
    let counts = parameters.looseness != 0 && Self.isCounted(items, parameters)
    let runs = min(max(parameters.maximumHyphenRun, 0), LineParameters.longestHyphenRun)
    return PassSettings(
      parameters: parameters, threshold: limit,
      largestRatio: Badness.largestRatio(within: limit), usesHyphens: pass > .first,
      isFinal: pass == .emergency || (pass == .second && parameters.emergencyStretch <= 0),
      background: emergency + (isRagged ? 0 : ItemSums.clamp(parameters.raggedStretch)),
      emergency: emergency, infiniteBackground: infinite,
      easyLine: counts ? Self.noEasyLine : Int32(clamping: shape.leading.count),
      hyphenRuns: runs + 1,
      hasOwnCharges: runs > 0 || parameters.looseBadness < Badness.infinite
        || parameters.runtWidth > 0)
  }

  /// Runs one pass; nil where it found no lines, or none as loose as asked (§§ 863, 873–875).
  private mutating func attempt(
    _ items: ItemList, _ shape: LineShape, _ settings: PassSettings, _ pass: BrokenParagraph.Pass
  ) -> BrokenParagraph? {
    run(items, shape, settings)
    guard var node = fewestDemerits() else { return nil }
    let looseness = settings.parameters.looseness
    if looseness != 0 {
      let (loosest, actual) = closest(to: looseness, from: node)
      if actual != looseness, !settings.isFinal { return nil }
      node = loosest
    }
    return collect(node, items, shape, settings.parameters, pass)
  }
}
