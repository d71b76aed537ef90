import Testing

@testable import OctavoText

@Suite("Reading hyphenation dictionaries")
struct PatternFileTests {
  private func read(_ text: String) -> PatternFile? {
    Array(text.utf8).withUnsafeBufferPointer { PatternFile($0) }
  }

  private func divide(_ word: String, by path: String) throws -> String {
    let dictionary = try #require(
      HyphenDictionary(path: Bundled.root + "/Fonts/hyphenation/" + path))
    var marks: [CChar] = []
    let letters = word.utf8.map { CChar(bitPattern: $0) }
    let isDone = letters.withUnsafeBufferPointer {
      dictionary.hyphenate($0, left: 2, right: 3, into: &marks)
    }
    #expect(isDone)
    return zip(word, marks).map { $1 & 1 == 1 ? "\($0)=" : "\($0)" }.joined()
  }

  @Test func levelsLimitsAndPatternsAreFound() throws {
    let file = try #require(
      read(
        "UTF-8\nLEFTHYPHENMIN 2\n% a note\nab1c\nNEXTLEVEL\nRIGHTHYPHENMIN 4\n.x3y \nz/z=z,1,1\n"))
    #expect(file.levels.count == 2)
    #expect(file.levels[0].left == 2 && file.levels[1].right == 4)
    #expect(file.levels[0].trie.nodes.count == 4)
    #expect(file.levels[1].trie.nodes.count == 4)
    #expect(file.levels[1].trie.digits.elementsEqual("30\0".utf8))
  }

  @Test func otherFilesAreRefused() {
    #expect(read("") == nil)
    #expect(read("KOI8-R\nab1c\n") == nil)
    #expect(read("ab1c\n") == nil)
  }

  /// As libhyphen 2.8.8 divides them with its own reader.
  @Test func compoundsAreDividedAtTheirJointsFirst() throws {
    #expect(try divide("meeresspiegel", by: "hyph_de_DE.dic") == "mee=res=spie=gel")
    #expect(try divide("sprunganweisungs", by: "hyph_de_DE.dic") == "sprung=an=wei=sungs")
    #expect(try divide("kaufhausbon", by: "hyph_de_DE.dic") == "kauf=haus=bon")
    #expect(try divide("administration", by: "hyph_en_US.dic") == "ad=min=is=tra=tion")
  }
}
