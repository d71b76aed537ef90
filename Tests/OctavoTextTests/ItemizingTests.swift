import OctavoBase
import Testing

@testable import OctavoText

@Suite("Itemizing")
struct ItemizingTests {
  private func isPlain(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { PlainText.isPlain($0) }
  }

  private func itemize(
    _ text: String, _ language: String = "en", base: BaseDirection = .fromText
  ) throws -> TextItems {
    try Array(text.utf8).withUnsafeBufferPointer {
      try Bundled.context().itemize($0, language: LanguageTag(language), base: base)
    }
  }

  @Test func plainTextNeedsNoItemizing() {
    for text in [
      "", "Call me Ishmael—“some” years…", "μῆνιν ἄειδε", "Левъ", "∑ → ★ ½ 𝑥", "q\u{301}",
    ] {
      #expect(isPlain(text), "\(text)")
    }
    for text in ["שלום", "ملح", "漢字", "ไทย", "한글", "हिन्दी", "😀", "a\u{202E}b", "a\u{200B}b", "か"] {
      #expect(!isPlain(text), "\(text)")
      #expect(!isPlain("a long plain beginning " + text), "\(text)")
    }
    for bytes: [UInt8] in [[0xFF], [0xC2], [0x61, 0x80], [0xE2, 0x80]] {
      _ = bytes.withUnsafeBufferPointer { PlainText.isPlain($0) }
    }
  }

  @Test func hebrewInEnglishIsAnItemOfItsOwn() throws {
    let text = "the word שלום twice"
    let items = try itemize(text)
    #expect(items.items.map(\.level) == [0, 1, 0])
    #expect(items.items.map(\.run.isRightToLeft) == [false, true, false])
    #expect(!items.isRightToLeft)
    #expect(items.items.first?.range.lowerBound == 0)
    #expect(items.items.last?.range.upperBound == Int32(text.utf8.count))
    #expect(items.breaks.count == text.utf8.count + 1)
    #expect(items.breaks[4].contains(.line))
    #expect(!items.breaks[5].contains(.line))
    #expect(items.breaks[10] == [])
  }

  @Test func numbersInHebrewStandAtLevelTwo() throws {
    let items = try itemize("שנת 1851 טובה")
    #expect(items.isRightToLeft)
    #expect(items.items.map(\.level) == [1, 2, 1])
    #expect(VisualOrder.order(levels: items.items.map(\.level)) == [2, 1, 0])
  }

  @Test func chineseBreaksBetweenCharacters() throws {
    let items = try itemize("漢字文", "zh")
    #expect(items.breaks[3].contains(.line))
    #expect(items.breaks[6].contains(.line))
  }

  @Test func nulsAndBrokenBytesDoNotStopIt() throws {
    #expect(try itemize("א\0ב").items.count >= 1)
    let broken: [UInt8] = [0xD7, 0x90, 0xFF, 0xD7]
    let items = try broken.withUnsafeBufferPointer {
      try Bundled.context().itemize($0, language: LanguageTag("he"))
    }
    #expect(items.items.count == 1)
    #expect(items.breaks.count == 5)
    #expect(try itemize("").items.isEmpty)
  }

  @Test func visualOrderFollowsTheStandardsExamples() {
    #expect(VisualOrder.order(levels: []) == [])
    #expect(VisualOrder.order(levels: [0, 0]) == [0, 1])
    #expect(VisualOrder.order(levels: [0, 1, 1, 0]) == [0, 2, 1, 3])
    #expect(VisualOrder.order(levels: [0, 1, 2, 2, 1, 0]) == [0, 4, 2, 3, 1, 5])
    #expect(VisualOrder.order(levels: [1, 0, 1]) == [0, 1, 2])
  }
}
