import OctavoBase
import Testing

@testable import OctavoText

@Suite("Shaping words")
struct ShapingTests {
  @Test func ligaturesAndKerningApply() throws {
    let context = try Bundled.context()
    #expect(context.glyphs(of: context.shape("fi")).count == 1)
    let pair = context.word(context.shape("AV")).width
    let apart = context.word(context.shape("A")).width + context.word(context.shape("V")).width
    #expect(pair < apart)
  }

  @Test func aWordIsShapedOnceAndTheSameInAnyContext() throws {
    let first = try Bundled.context()
    let word = first.shape("Moby-Dick;")
    #expect(first.shape("Moby-Dick;") == word)
    #expect(first.cachedWordCount == 1)
    let second = try Bundled.context()
    for filler in 0..<20_000 { _ = second.shape("w\(filler)") }
    let again = second.shape("Moby-Dick;")
    #expect(second.word(again).width == first.word(word).width)
    #expect(second.glyphIDs(again) == first.glyphIDs(word))
    #expect(second.shape("w77") != second.shape("w78"))
    #expect(second.cachedWordCount == 20_001)
  }

  @Test func aHyphenIsShapedWithItsFragment() throws {
    let context = try Bundled.context()
    let plain = context.fragment("manu", hyphen: false)
    let divided = context.fragment("manu", hyphen: true)
    #expect(plain != divided)
    #expect(context.glyphs(of: divided).count == 5)
    #expect(context.glyphs(of: divided).last?.cluster == 4)
    #expect(context.word(divided).byteCount == 4)
    let width = context.hyphenWidth(context.instance(Bundled.text))
    #expect(abs(context.word(divided).width - context.word(plain).width - width) < 2_000)
  }

  @Test func featuresChangeGlyphs() throws {
    let context = try Bundled.context()
    var request = Bundled.text
    request.features = [FontRequest.Feature(tag: "smcp", value: 1)]
    #expect(
      context.glyphIDs(context.shape("whale")) != context.glyphIDs(context.shape("whale", request)))
    request.features = [FontRequest.Feature(tag: "onum", value: 1)]
    #expect(
      context.glyphIDs(context.shape("1851")) != context.glyphIDs(context.shape("1851", request)))
  }

  @Test func softHyphensDoNotShow() throws {
    let context = try Bundled.context()
    let plain = context.shape("office")
    let soft = context.shape("of\u{AD}fice")
    #expect(context.glyphIDs(plain) == context.glyphIDs(soft))
    #expect(context.word(plain).width == context.word(soft).width)
  }
}
