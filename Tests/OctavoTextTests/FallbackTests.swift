import OctavoBase
import Testing

@testable import OctavoText

@Suite("Characters the text face lacks")
struct FallbackTests {
  private func families(_ context: FontContext, _ word: WordID) -> [String] {
    var names: [String] = []
    for glyph in context.glyphs(of: word) {
      let family = context.library.face(glyph.font).family
      if names.last != family { names.append(family) }
    }
    return names
  }

  @Test func garamondSetsLatinGreekAndCyrillicItself() throws {
    let context = try Bundled.context()
    for text in ["“Whale—ship”", "μῆνιν", "Левъ", "Dvořák", "naïve"] {
      let word = context.shape(text)
      #expect(!context.word(word).hasMissingGlyph, "\(text)")
      #expect(families(context, word) == ["EB Garamond"], "\(text)")
    }
  }

  @Test func hebrewComesFromItsOwnFaceInVisualOrder() throws {
    let context = try Bundled.context()
    let word = context.shape("שלום")
    #expect(families(context, word) == ["Noto Serif Hebrew"])
    #expect(!context.word(word).hasMissingGlyph)
    let clusters = context.glyphs(of: word).map(\.cluster)
    #expect(clusters == clusters.sorted(by: >))
  }

  @Test func onlyTheMissingCharactersChangeFace() throws {
    let context = try Bundled.context()
    let word = context.shape("a♔b")
    #expect(families(context, word).count == 3)
    #expect(families(context, word).first == "EB Garamond")
    #expect(families(context, word).last == "EB Garamond")
    #expect(context.glyphs(of: word).map(\.cluster) == [0, 1, 4])
    #expect(!context.word(word).hasMissingGlyph)
    let sum = context.glyphs(of: word).reduce(0) { $0 + $1.advance }
    #expect(context.word(word).width == sum)
  }

  @Test func emojiAndArrowsComeFromTheSymbolFaces() throws {
    let context = try Bundled.context()
    for text in ["😀", "→", "☞", "✓", "№", "♫"] {
      #expect(!context.word(context.shape(text)).hasMissingGlyph, "\(text)")
    }
  }

  @Test func marksStayWithTheirBase() throws {
    let context = try Bundled.context()
    let word = context.shape("q\u{301}x")
    let fonts = Set(context.glyphs(of: word).map(\.font))
    #expect(fonts.count == 1)
  }

  @Test func whatNoFaceHasIsReported() throws {
    let context = try Bundled.context()
    let word = context.shape("x漢y")
    #expect(context.word(word).hasMissingGlyph)
    let id = context.instance(Bundled.text)
    let missing = Array("x漢字漢y\u{200B} ".utf8).withUnsafeBufferPointer {
      context.missingScalars($0, in: id)
    }
    #expect(missing == ["漢", "字", "漢"])
  }

  @Test func anyBytesAreShaped() throws {
    let context = try Bundled.context()
    var state: UInt64 = 7
    for _ in 0..<2_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int(state % 12) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(truncatingIfNeeded: state >> 33))
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let id = context.instance(Bundled.text)
      let word = bytes.withUnsafeBufferPointer { context.shape($0, in: id) }
      #expect(Int(context.word(word).byteCount) == bytes.count)
      let settings = context.hyphenation(HyphenationSettings(language: LanguageTag("en")))
      _ = context.hyphenationPoints(of: word, settings)
    }
    let long = String(repeating: "é漢", count: 30_000)
    #expect(context.word(context.shape(long)).byteCount == 150_000)
  }
}
