import OctavoBook

/// What sets a run of characters apart from the text of its paragraph.
struct RunFormat: Hashable {
  struct Flags: OptionSet, Hashable {
    let rawValue: UInt32

    static let emphasis = Flags(rawValue: 1 << 0)
    static let strong = Flags(rawValue: 1 << 1)
    static let struck = Flags(rawValue: 1 << 2)
    static let smallCapitals = Flags(rawValue: 1 << 3)
    static let superscript = Flags(rawValue: 1 << 4)
    static let `subscript` = Flags(rawValue: 1 << 5)
    static let code = Flags(rawValue: 1 << 6)
    static let math = Flags(rawValue: 1 << 7)
    static let link = Flags(rawValue: 1 << 8)
    static let leadIn = Flags(rawValue: 1 << 9)
    static let rightToLeft = Flags(rawValue: 1 << 10)
    /// The paragraph's own style is italic: emphasis turns upright.
    static let isInItalic = Flags(rawValue: 1 << 11)
    /// A folio in a head or foot.
    static let folio = Flags(rawValue: 1 << 12)
    /// The number beside a line of verse.
    static let verseNumber = Flags(rawValue: 1 << 13)

    /// What begins a theorem.
    static let theoremLabel = Flags(rawValue: 1 << 14)
    /// What begins a remark or proof, or ends one.
    static let proofLabel = Flags(rawValue: 1 << 15)
    /// The number before a work of the bibliography.
    static let bibliographyNumber = Flags(rawValue: 1 << 30)

    /// Code of a class, within a block of it.
    static func code(_ kind: CodeClass) -> Flags {
      Flags(rawValue: 1 << (16 + UInt32(CodeClass.allCases.firstIndex(of: kind) ?? 0)))
    }
  }

  var flags: Flags = []
  /// The tag of a language that is not the document's own; nil for that.
  var language: String?
  /// Half points, where the character style's own size does not suit the paragraph.
  var size: Int?

  func adding(_ flag: Flags) -> RunFormat {
    var format = self
    format.flags.formUnion(flag)
    return format
  }

  /// Emphasis within emphasis turns back.
  var emphasized: RunFormat {
    var format = self
    format.flags.formSymmetricDifference(.emphasis)
    return format
  }
}

extension RunFormat {
  /// The run's `w:rPr`, empty where it looks like its paragraph: one character style, and what a
  /// second one would add as direct formatting.
  func properties() -> [UInt8] {
    guard !flags.subtracting(.isInItalic).isEmpty || language != nil || size != nil else {
      return []
    }
    var xml = WordMarkup()
    xml.raw("<w:rPr>")
    let style = self.style
    if let style {
      xml.raw("<w:rStyle")
      xml.attribute("w:val", style.rawValue)
      xml.raw("/>")
    }
    if flags.contains(.strong) && style != .strong { xml.raw("<w:b/><w:bCs/>") }
    if flags.contains(.emphasis) && style != .emphasis {
      xml.raw(
        flags.contains(.isInItalic)
          ? "<w:i w:val=\"0\"/><w:iCs w:val=\"0\"/>" : "<w:i/><w:iCs/>")
    }
    if flags.contains(.smallCapitals) && style != .smallCapitals { xml.raw("<w:smallCaps/>") }
    if flags.contains(.struck) { xml.raw("<w:strike/>") }
    if let size {
      xml.raw("<w:sz")
      xml.attribute("w:val", size)
      xml.raw("/><w:szCs")
      xml.attribute("w:val", size)
      xml.raw("/>")
    }
    if flags.contains(.superscript) { xml.raw("<w:vertAlign w:val=\"superscript\"/>") }
    if flags.contains(.subscript) { xml.raw("<w:vertAlign w:val=\"subscript\"/>") }
    if flags.contains(.rightToLeft) { xml.raw("<w:rtl/>") }
    writeLanguage(to: &xml)
    xml.raw("</w:rPr>")
    return xml.bytes
  }

  private var style: CharacterStyle? {
    let styles: [(Flags, CharacterStyle)] = [
      (.theoremLabel, .theoremLabel), (.proofLabel, .proofLabel),
      (.bibliographyNumber, .bibliographyNumber), (.code, .sourceCode), (.math, .math),
      (.folio, .pageNumber), (.link, .hyperlink),
      (.leadIn, .leadIn), (.smallCapitals, .smallCapitals), (.emphasis, .emphasis),
      (.strong, .strong),
    ]
    if flags.contains(.verseNumber) { return .verseNumber }
    return CodeClass.allCases.first { flags.contains(.code($0)) }.map(CharacterStyle.code)
      ?? styles.first { flags.contains($0.0) }?.1
  }

  private func writeLanguage(to xml: inout WordMarkup) {
    guard let language else { return }
    xml.raw("<w:lang")
    xml.attribute("w:val", language)
    let tag = WordLanguages.kind(of: language)
    if tag == .eastAsian { xml.attribute("w:eastAsia", language) }
    if tag == .rightToLeft { xml.attribute("w:bidi", language) }
    xml.raw("/>")
  }
}
