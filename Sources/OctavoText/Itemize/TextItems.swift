/// A paragraph cut into stretches of one script and one direction, with its break opportunities.
package struct TextItems: Sendable {
  /// In reading order; together they cover the text.
  package let items: [TextItem]
  /// Whether the paragraph runs from right to left.
  package let isRightToLeft: Bool
  /// What may happen before each byte, one entry a byte and one for the end; 0 within characters.
  package let breaks: ContiguousArray<BreakFlags>
}

/// A stretch of one script and one direction.
package struct TextItem: Hashable, Sendable {
  /// Byte range in the paragraph.
  package let range: Range<Int32>
  /// Embedding level (UAX #9): odd levels run from right to left.
  package let level: UInt8
  /// An ISO 15924 script as four ASCII bytes, big end first.
  package let script: UInt32

  /// What shaping the item's words takes.
  package var run: RunProperties {
    RunProperties(script: script, isRightToLeft: level & 1 == 1)
  }
}

/// What the Unicode algorithms allow before a byte (UAX #14, UAX #29).
package struct BreakFlags: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A line may begin here.
  package static let line = BreakFlags(rawValue: 1)
  /// A line must begin here.
  package static let mandatory = BreakFlags(rawValue: 2)
  /// A grapheme cluster begins here.
  package static let grapheme = BreakFlags(rawValue: 4)
  /// The character that begins here is white space.
  package static let whiteSpace = BreakFlags(rawValue: 8)
}

/// Which way a paragraph runs.
package enum BaseDirection: Hashable, Sendable {
  case leftToRight, rightToLeft
  /// By its first strong character; left to right where there is none (UAX #9, P2 and P3).
  case fromText

  /// Whether a text's first letter or mark of direction says that it runs from the right.
  package static func isRightToLeft(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var scanner = ScalarScanner(text)
    while let (scalar, _) = scanner.next() {
      if scalar == 0x200E { return false }
      if scalar == 0x200F { return true }
      if let script = HarfBuzzScript.own(of: scalar) { return HarfBuzzScript.isRightToLeft(script) }
    }
    return false
  }

  /// Whether the letter is of a script that runs from the right, such as Hebrew or Arabic.
  package static func isRightToLeft(_ letter: Character) -> Bool {
    letter.unicodeScalars.first.flatMap { HarfBuzzScript.own(of: $0.value) }
      .map(HarfBuzzScript.isRightToLeft) ?? false
  }
}
