import OctavoBase
import OctavoBreaking
import OctavoStyle

extension LineParameters {
  /// The template's settings for a paragraph of a style.
  init(_ settings: LineSettings, style: ParagraphStyle) {
    self.init()
    let em = style.text.size.scaledPoints
    linePenalty = Int32(settings.linePenalty)
    hyphenPenalty = Int32(settings.hyphenPenalty)
    exHyphenPenalty = Int32(settings.exHyphenPenalty)
    adjacentDemerits = Int32(settings.adjacentDemerits)
    doubleHyphenDemerits = Int32(settings.doubleHyphenDemerits)
    finalHyphenDemerits = Int32(settings.finalHyphenDemerits)
    maximumHyphenRun = 2
    guard style.alignment == .justify else {
      // Ragged lines: what a line may fall short is a few ems, evenly spread.
      raggedStretch = em * (style.alignment == .center ? 6 : 3)
      pretolerance = style.hyphenate ? 200 : -1
      tolerance = 10_000
      if !style.hyphenate { hyphenPenalty = 10_000 }
      return
    }
    pretolerance = Int32(settings.pretolerance)
    tolerance = Int32(settings.tolerance)
    emergencyStretch = settings.emergencyStretch.scaledPoints
    looseBadness = 170
    looseDemerits = 4_000_000
    // An average letter is a little under half an em wide.
    runtWidth = em * Int64(settings.runtLetters) * 9 / 20
    runtDemerits = 200_000
  }

  /// The same for a paragraph that would be full of holes or stick out: any line is better.
  var desperate: LineParameters {
    var parameters = self
    parameters.tolerance = 10_000
    return parameters
  }

  /// The same where only lines that fall short are left: by a little if that is enough, by more if
  /// not. With half of a line's width and a tolerance of 500, any will do that is a fifth full.
  func fallingShort(lineWidth: Int64) -> [LineParameters] {
    [16, 8, 4, 2].map { share in
      var parameters = self
      parameters.emergencyStretch = max(emergencyStretch, lineWidth / Int64(share))
      parameters.tolerance = max(tolerance, 500)
      parameters.looseBadness = 10_000
      return parameters
    }
  }
}
