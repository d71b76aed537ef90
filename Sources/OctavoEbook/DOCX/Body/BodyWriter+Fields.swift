import OctavoBase
import OctavoBook

/// Fields, links and cross references.
extension BodyWriter {
  /// A complex field with the result a word processor shows before it works it out again.
  ///
  /// - Parameter format: the look of the result; a word processor takes it from the field's marks.
  mutating func field(
    _ instruction: String, _ format: RunFormat = RunFormat(), isStale: Bool = false,
    _ result: (inout BodyWriter) -> Void
  ) {
    beginField(instruction, format, isStale: isStale)
    result(&self)
    endField(format)
  }

  mutating func beginField(
    _ instruction: String, _ format: RunFormat = RunFormat(), isStale: Bool = false
  ) {
    writeElement(
      isStale
        ? "<w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/>"
        : "<w:fldChar w:fldCharType=\"begin\"/>", format)
    writeInstruction(instruction, format)
    writeElement("<w:fldChar w:fldCharType=\"separate\"/>", format)
  }

  mutating func endField(_ format: RunFormat = RunFormat()) {
    writeElement("<w:fldChar w:fldCharType=\"end\"/>", format)
  }

  private mutating func writeInstruction(_ instruction: String, _ format: RunFormat) {
    closeRun()
    openRun(format)
    story.xml.raw("<w:instrText xml:space=\"preserve\"> ")
    story.xml.text(instruction)
    story.xml.raw(" </w:instrText></w:r>")
  }

  /// A field without a result, such as a mark for the index.
  mutating func hiddenField(_ instruction: String) {
    writeElement("<w:fldChar w:fldCharType=\"begin\"/>")
    writeInstruction(instruction, RunFormat())
    writeElement("<w:fldChar w:fldCharType=\"end\"/>")
  }

  // MARK: Links

  /// A link to a bookmark of this document.
  mutating func link(toBookmark name: String, _ body: (inout BodyWriter) -> Void) {
    closeRun()
    story.xml.raw("<w:hyperlink w:anchor=\"")
    story.xml.raw(text: name)
    story.xml.raw("\" w:history=\"1\">")
    body(&self)
    closeRun()
    story.xml.raw("</w:hyperlink>")
  }

  mutating func link(
    to url: String, _ inner: [Inline], _ format: RunFormat, _ context: BlockContext
  ) {
    guard !isInLink else { return write(inner, format, context) }
    guard let target = WordAddress.target(url) else {
      refuse(url)
      return write(inner, format, context)
    }
    closeRun()
    let id = story.relations.id(.hyperlink, target)
    story.xml.raw("<w:hyperlink r:id=\"")
    story.xml.raw(text: id)
    story.xml.raw("\" w:history=\"1\">")
    isInLink = true
    write(inner, format.adding(.link), context)
    isInLink = false
    closeRun()
    story.xml.raw("</w:hyperlink>")
  }

  private mutating func refuse(_ url: String) {
    diagnostics.append(
      Diagnostic(
        .warning, "docx.bad-address",
        "“\(url)” is no address a word processor takes; its text stands without a link",
        at: division.span, hints: ["write it as https://example.org/page"]))
  }

  // MARK: References

  mutating func write(_ reference: Reference, _ format: RunFormat, _ context: BlockContext) {
    let isThere =
      plan.labels[reference.target] != nil
      || reference.form == .text && plan.uses.defined.contains(reference.target)
    guard isThere, !isInLink else {
      if reference.form == .text { return write(reference.text, format, context) }
      return emit(plan.labels.printed(reference), format)
    }
    let id = reference.target
    let text = plan.labels.printed(reference)
    switch reference.form {
    case .text:
      let name = bookmarks.name(.place, id)
      link(toBookmark: name) { $0.write(reference.text, format.adding(.link), context) }
    case .page:
      let name = bookmarks.name(.place, id)
      field("PAGEREF \(name) \\h", format, isStale: !plan.showsFolios) { $0.emit(text, format) }
    case .number:
      guard let number = plan.number(of: id), let range = text.ranges(of: number).last else {
        return writeLinked(text, to: id, format)
      }
      emit(String(text[..<range.lowerBound]), format)
      let name = bookmarks.name(.number, id)
      field("REF \(name) \\h", format) { $0.emit(number, format) }
      emit(String(text[range.upperBound...]), format)
    case .title:
      guard plan.hasTitle(id) else { return writeLinked(text, to: id, format) }
      let name = bookmarks.name(.title, id)
      field("REF \(name) \\h", format) { $0.emit(text, format) }
    }
  }

  private mutating func writeLinked(_ text: String, to id: String, _ format: RunFormat) {
    let name = bookmarks.name(.place, id)
    link(toBookmark: name) { $0.emit(text, format) }
  }

  /// A line that holds a number which cross references print, the number alone marked.
  mutating func writeNumbered(_ text: String, number: String?, id: String, _ format: RunFormat) {
    guard let number, plan.uses.numbers.contains(id), let range = text.ranges(of: number).last
    else { return put(text, format) }
    put(String(text[..<range.lowerBound]), format)
    bookmark(.number, id) { $0.put(number, format) }
    put(String(text[range.upperBound...]), format)
  }
}

/// What a link's target must look like, so that a word processor does not take the document for
/// damaged.
enum WordAddress {
  private static let schemes: Set<String> = ["http", "https", "ftp", "mailto", "tel", "urn", "doi"]

  /// An address with all but its own characters in percent form (RFC 3986 §2); nil for one that
  /// cannot be mended.
  static func target(_ url: String) -> String? {
    let encoded = encode(url)
    guard !encoded.isEmpty, encoded.utf8.count <= 2_000,
      let colon = encoded.firstIndex(of: ":")
    else { return encoded.isEmpty || encoded.hasPrefix("//") ? nil : encoded }
    let scheme = encoded[..<colon]
    guard scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
    else { return encoded.contains("/") ? encoded : nil }
    guard schemes.contains(scheme.lowercased()) else { return nil }
    let rest = encoded[encoded.index(after: colon)...]
    guard rest.hasPrefix("//") else {
      return scheme.lowercased().hasPrefix("http") || rest.isEmpty ? nil : encoded
    }
    let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
    return hasGoodHost(authority) ? encoded : nil
  }

  private static func hasGoodHost(_ authority: Substring) -> Bool {
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    let parts = host.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty, parts.count <= 2, !name.contains("%") else {
      return false
    }
    return parts.count == 1 || Int(parts[1]).map { (1...65_535).contains($0) } == true
  }

  private static func encode(_ url: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(url.utf8)
    for (index, byte) in bytes.enumerated() {
      let isKept =
        byte == UInt8(ascii: "%") ? isEscape(bytes, index) : isAllowed(byte)
      if isKept {
        result.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isEscape(_ bytes: [UInt8], _ index: Int) -> Bool {
    index + 2 < bytes.count
      && bytes[index + 1...index + 2].allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    guard byte > 0x20, byte < 0x7F else { return false }
    return !"\"<>[]\\^`{|}".utf8.contains(byte)
  }
}
