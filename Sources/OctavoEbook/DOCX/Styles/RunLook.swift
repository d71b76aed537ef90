import OctavoBase
import OctavoStyle

/// How characters look, in WordprocessingML's terms: what a `w:rPr` of a style states.
struct RunLook: Equatable {
  /// The first family of the style's stack; Word finds its own stand-in where it is not there.
  var family: String
  /// Half points.
  var size: Int
  var isBold: Bool
  var isItalic: Bool
  var isAllCaps: Bool
  var isSmallCaps: Bool
  var isStruck: Bool
  /// Six hexadecimal digits, or `auto` for black.
  var color: String
  /// Extra space after each character, in twips.
  var tracking: Int
  /// Half points upwards.
  var rise: Int
  var isSuperscript = false
  /// Text in which spelling is not checked.
  var isVerbatim = false
  /// Values of `w14:numForm` and `w14:numSpacing`; nil leaves the face's own figures.
  var figureForm: String?
  var figureSpacing: String?
  /// The document's language; only the style all others start from states it.
  var language: LanguageTag?

  init(_ style: TextStyle, fonts: FontPlan) {
    family = fonts.stack(for: style.fontRole).first ?? "Times New Roman"
    size = max(style.size.halfPoints, 2)
    isBold = style.weight >= 600
    isItalic = style.isItalic
    isAllCaps = style.letterCase == .upper
    isSmallCaps = style.letterCase == .smallCaps || style.letterCase == .allSmallCaps
    isStruck = style.isStruck
    color = Self.hexadecimal(style.color)
    tracking = style.size.scaled(style.tracking, 1_000).twips
    rise = style.rise.halfPoints
    let features = Set(style.features.filter { $0.value > 0 }.map(\.tag))
    figureForm = features.contains("onum") ? "oldStyle" : features.contains("lnum") ? "lining" : nil
    figureSpacing =
      features.contains("pnum") ? "proportional" : features.contains("tnum") ? "tabular" : nil
  }

  static func hexadecimal(_ color: Color) -> String {
    let parts: [Double] =
      switch color {
      case .gray(let white): [white, white, white]
      case .rgb(let red, let green, let blue): [red, green, blue]
      case .cmyk(let cyan, let magenta, let yellow, let black):
        [cyan, magenta, yellow].map { (1 - $0) * (1 - black) }
      }
    let bytes = parts.map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
    guard bytes.contains(where: { $0 > 0 }) else { return "auto" }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }
}

extension RunLook {
  /// Writes the elements of a `w:rPr` in the schema's order (ECMA-376 part 1, §17.3.2.28): all of
  /// them, or those in which the look differs from the one it starts from.
  func write(to xml: inout WordMarkup, against base: RunLook? = nil) {
    if base?.family != family { writeFonts(to: &xml) }
    toggle("b", isBold, base?.isBold, to: &xml)
    toggle("bCs", isBold, base?.isBold, to: &xml)
    toggle("i", isItalic, base?.isItalic, to: &xml)
    toggle("iCs", isItalic, base?.isItalic, to: &xml)
    toggle("caps", isAllCaps, base?.isAllCaps, to: &xml)
    toggle("smallCaps", isSmallCaps, base?.isSmallCaps, to: &xml)
    toggle("strike", isStruck, base?.isStruck, to: &xml)
    toggle("noProof", isVerbatim, base?.isVerbatim, to: &xml)
    value("color", color, base?.color ?? "auto", to: &xml)
    value("spacing", tracking, base?.tracking ?? 0, to: &xml)
    value("position", rise, base?.rise ?? 0, to: &xml)
    value("sz", size, base?.size ?? 0, to: &xml)
    value("szCs", size, base?.size ?? 0, to: &xml)
    if isSuperscript && base?.isSuperscript != true {
      xml.raw("<w:vertAlign w:val=\"superscript\"/>")
    }
    if let language { write(language, to: &xml) }
    feature("numForm", figureForm, base?.figureForm, to: &xml)
    feature("numSpacing", figureSpacing, base?.figureSpacing, to: &xml)
  }

  private func write(_ language: LanguageTag, to xml: inout WordMarkup) {
    xml.raw("<w:lang")
    xml.attribute("w:val", language.text)
    xml.attribute("w:eastAsia", language.text)
    xml.attribute("w:bidi", WordLanguages.isRightToLeft(language) ? language.text : "he-IL")
    // Word sets no ligatures unless it is told to.
    xml.raw("/><w14:ligatures w14:val=\"standard\"/>")
  }

  private func writeFonts(to xml: inout WordMarkup) {
    xml.raw("<w:rFonts")
    xml.attribute("w:ascii", family)
    xml.attribute("w:hAnsi", family)
    xml.attribute("w:eastAsia", family)
    xml.attribute("w:cs", family)
    xml.raw("/>")
  }

  private func toggle(
    _ name: StaticString, _ isOn: Bool, _ base: Bool?, to xml: inout WordMarkup
  ) {
    guard isOn != (base ?? false) else { return }
    xml.raw("<w:")
    xml.raw(name)
    xml.raw(isOn ? "/>" : " w:val=\"0\"/>")
  }

  private func value(
    _ name: StaticString, _ value: Int, _ base: Int, to xml: inout WordMarkup
  ) {
    guard value != base else { return }
    xml.raw("<w:")
    xml.raw(name)
    xml.attribute("w:val", value)
    xml.raw("/>")
  }

  private func value(
    _ name: StaticString, _ value: String, _ base: String, to xml: inout WordMarkup
  ) {
    guard value != base else { return }
    xml.raw("<w:")
    xml.raw(name)
    xml.attribute("w:val", value)
    xml.raw("/>")
  }

  private func feature(
    _ name: StaticString, _ value: String?, _ base: String?, to xml: inout WordMarkup
  ) {
    guard value != base else { return }
    xml.raw("<w14:")
    xml.raw(name)
    xml.attribute("w14:val", value ?? "default")
    xml.raw("/>")
  }
}
