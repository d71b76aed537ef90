import OctavoBase

/// What is printed as it was written although something else was meant by it.
extension AttributeCheck {
  /// Attributes that stand where nothing heeds them.
  mutating func lookForBraces(_ text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index + 2 < bytes.count {
        let isOpening =
          bytes[index] == UInt8(ascii: "{")
          && (bytes[index + 1] == UInt8(ascii: "#") || bytes[index + 1] == UInt8(ascii: "."))
        guard isOpening, let parsed = AttributeParser.parse(bytes, at: index) else {
          index += 1
          continue
        }
        let written = String(decoding: bytes[index..<parsed.end], as: UTF8.self)
        index = parsed.end
        let place = locate(written)
        guard isMeant(place) else { continue }
        warn(
          "book.stray-attributes", "‘\(written)’ is printed: nothing before it takes attributes",
          at: place,
          [
            "they stand right after a heading, an image, a link, a formula, [words], `code`, the fence of a block or a table's caption"
          ])
      }
    }
  }

  /// Whether braces were written as such: a backslash before or in them says that they are text.
  private func isMeant(_ place: SourceSpan) -> Bool {
    place.start < place.end
      && (place.start == 0 || file.text[Int(place.start) - 1] != UInt8(ascii: "\\"))
  }

  /// A command of another program in a paragraph of its own.
  mutating func lookForCommand(_ inlines: [Inline]) {
    guard case .text(let text)? = inlines.first, inlines.count == 1 else { return }
    if text.utf8.count == 5, text.lowercased() == "[toc]" {
      return warn(
        "book.printed-command", "‘\(text)’ is printed as it stands", text,
        ["write toc among the pages of `front:`"])
    }
    guard text.utf8.first == UInt8(ascii: "\\") else { return }
    let name = text.dropFirst()
    guard !name.isEmpty, name.count < 40,
      name.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return }
    let isBreak = ["newpage", "pagebreak", "clearpage", "cleardoublepage"].contains(name)
    warn(
      "book.printed-command",
      "‘\(text)’ is printed as it stands: commands of TeX mean nothing here",
      text,
      isBreak
        ? ["parts and chapters begin pages of their own, as the template's `openings` say"] : [])
  }
}
