import OctavoBase
import Testing

@testable import OctavoText

@Suite("Font contexts")
struct ContextTests {
  @Test func equalRequestsShareAnInstance() throws {
    let context = try Bundled.context()
    let first = context.instance(Bundled.text)
    var italic = Bundled.text
    italic.isItalic = true
    #expect(context.instance(Bundled.text) == first)
    #expect(context.instance(italic) != first)
    #expect(context.spaceWidth(first) == 13_107)
    #expect(context.shape("whale") != context.shape("whale", italic))
  }

  @Test func anUnknownFamilyIsSetInAFallback() throws {
    let context = try Bundled.context()
    let word = context.shape("whale", FontRequest(families: ["No Such Family"]))
    #expect(!context.word(word).hasMissingGlyph)
    #expect(context.library.face(context.glyphs(of: word)[0].font).family == "EB Garamond")
  }

  @Test func forgettingWordsKeepsInstances() throws {
    let context = try Bundled.context()
    let width = context.word(context.shape("whale")).width
    context.removeAllWords()
    #expect(context.cachedWordCount == 0)
    let again = context.shape("whale")
    #expect(context.word(again).width == width)
    let settings = context.hyphenation(HyphenationSettings(language: LanguageTag("en")))
    #expect(context.hyphenationPoints(of: again, settings).isEmpty)
  }

  @Test func threadsShapeAlike() async throws {
    let pool = FontContextPool(try Bundled.library.get())
    let words = (0..<3_000).map { "whale\($0 % 700)—ship" }
    let widths = await withTaskGroup(of: [Int32].self) { group in
      for _ in 0..<4 {
        group.addTask {
          pool.lend { context in
            let settings = context.hyphenation(
              HyphenationSettings(language: LanguageTag("en-US")))
            return words.map { text in
              let word = context.shape(text)
              let points = context.hyphenationPoints(of: word, settings)
              return points.reduce(context.word(word).width) { $0 &+ $1.width }
            }
          }
        }
      }
      var all: [[Int32]] = []
      for await widths in group { all.append(widths) }
      return all
    }
    #expect(widths.count == 4)
    #expect(widths.allSatisfy { $0 == widths[0] })
  }

  @Test func punctuationHangsIntoTheMargins() throws {
    let context = try Bundled.context()
    func hang(_ text: String, _ edge: Protrusion.Edge, _ request: FontRequest) -> Double {
      let glyph = context.glyphs(of: context.shape(text, request))[0]
      let scalar = text.unicodeScalars.first?.value ?? 0
      return Double(context.protrusion(edge, of: glyph, scalar: scalar)) / Double(glyph.advance)
    }
    #expect(abs(hang("-", .right, Bundled.text) - 0.7) < 0.01)
    #expect(abs(hang(".", .right, Bundled.text) - 0.7) < 0.01)
    #expect(hang("“", .left, Bundled.text) > 0.3)
    #expect(hang("m", .left, Bundled.text) == 0)
    #expect(hang("漢", .right, Bundled.text) == 0)
    #expect(hang("-", .right, FontRequest(families: ["JetBrains Mono"])) == 0)
  }
}
