import OctavoBreaking
import Testing

@Suite("No other breaks of a paragraph cost less")
struct OptimumTests {
  static func parameters(_ change: (inout LineParameters) -> Void) -> LineParameters {
    var parameters = LineParameters()
    parameters.pretolerance = -1
    parameters.tolerance = 9_000
    // Keeps the second pass from being the last, which charges nothing for a line without choice.
    parameters.emergencyStretch = 1
    change(&parameters)
    return parameters
  }

  static let cases: [LineParameters] = [
    parameters { _ in },
    parameters { $0.tolerance = 300 },
    parameters { $0.maximumHyphenRun = 1 },
    parameters {
      $0.maximumHyphenRun = 2
      $0.doubleHyphenDemerits = 0
    },
    parameters { $0.looseBadness = 100 },
    parameters { $0.runtWidth = 40 << 16 },
    parameters {
      $0.maximumHyphenRun = 1
      $0.looseBadness = 200
      $0.runtWidth = 40 << 16
    },
  ]

  @Test("an exhaustive search finds nothing better", arguments: cases)
  func exhaustive(parameters: LineParameters) {
    var maker = ParagraphMaker(seed: 7)
    var breaker = LineBreaker()
    var compared = 0
    for _ in 0..<150 {
      let list = maker.paragraph(
        words: Int.random(in: 3...11, using: &maker), hyphens: 60, stretch: 8)
      let measure = maker.points(50...110)
      let search = ExhaustiveSearch(
        candidates: list.candidates, parameters: parameters, measure: measure)
      guard let fewest = search.fewestDemerits() else { continue }
      let broken = breaker.breakLines(
        list, shape: LineShape(width: measure), parameters: parameters)
      #expect(broken.pass == .second)
      #expect(broken.demerits == fewest)
      compared += 1
    }
    #expect(compared > 30)
  }

  @Test("a paragraph one line shorter or longer is the best of that length")
  func variants() {
    let parameters = Self.parameters { _ in }
    var maker = ParagraphMaker(seed: 11)
    var breaker = LineBreaker()
    var found = 0
    for _ in 0..<200 {
      let list = maker.paragraph(
        words: Int.random(in: 8...12, using: &maker), hyphens: 50, stretch: 8)
      let measure = maker.points(60...150)
      var search = ExhaustiveSearch(
        candidates: list.candidates, parameters: parameters, measure: measure)
      guard search.fewestDemerits() != nil else { continue }
      let variants = breaker.breakVariants(
        list, shape: LineShape(width: measure), parameters: parameters)
      search.lineCount = variants.best.breaks.count - 1
      #expect(variants.shorter?.demerits == search.fewestDemerits())
      search.lineCount = variants.best.breaks.count + 1
      #expect(variants.longer?.demerits == search.fewestDemerits())
      for (variant, change) in [(variants.shorter, -1), (variants.longer, 1)] {
        guard let variant else { continue }
        #expect(variant.breaks.count == variants.best.breaks.count + change)
        #expect(variant.demerits >= variants.best.demerits)
        found += 1
      }
    }
    #expect(found > 20)
  }
}
