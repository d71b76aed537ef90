import Foundation
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoText

@Suite("Reading hyphenation dictionaries")
struct PatternFileTests {
  private func read(_ text: String) -> PatternFile? {
    Array(text.utf8).withUnsafeBufferPointer { PatternFile($0) }
  }

  private func divide(_ word: String, by file: String) throws -> String {
    let path = Bundled.root + "/Fonts/hyphenation/" + file
    return divide(word, try #require(HyphenDictionary(path: path)))
  }

  private func divide(_ word: String, _ dictionary: HyphenDictionary) -> String {
    let settings = HyphenationSettings(language: LanguageTag("und"), minimumLetters: 2)
    var hyphenator = Hyphenator(settings, dictionary: dictionary)
    let bytes = Array(word.utf8)
    bytes.withUnsafeBufferPointer { hyphenator.divide($0) }
    let ends = [0] + hyphenator.places + [bytes.count]
    return zip(ends, ends.dropFirst()).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
      .joined(separator: "=")
  }

  @Test func levelsLimitsAndPatternsAreFound() throws {
    let file = try #require(
      read(
        "UTF-8\nLEFTHYPHENMIN 2\n% a note\nab1c\nNEXTLEVEL\nRIGHTHYPHENMIN 4\n.x3y \nz/z=z,1,1\n"))
    #expect(file.levels.count == 2)
    #expect(file.levels[0].limits.left == 2 && file.levels[1].limits.right == 4)
    #expect(file.levels[0].trie.nodes.count == 4)
    #expect(file.levels[1].trie.nodes.count == 4)
    #expect(file.levels[1].trie.digits.elementsEqual("30\0".utf8))
  }

  @Test func limitsThatNoWordMeetsDivideNone() throws {
    for limit in ["9223372036854775807", "99999999999999999999", "-9223372036854775808", "x"] {
      let folder = try TemporaryFolder()
      let path = folder.path + "/a.dic"
      let text = "UTF-8\nLEFTHYPHENMIN \(limit)\nRIGHTHYPHENMIN \(limit)\na1b\n"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let dictionary = try #require(HyphenDictionary(path: path))
      let isHuge = limit.hasPrefix("9223")
      #expect(divide("cabababac", dictionary) == (isHuge ? "cabababac" : "ca=ba=ba=bac"))
    }
  }

  @Test func otherFilesAreRefused() {
    #expect(read("") == nil)
    #expect(read("KOI8-R\nab1c\n") == nil)
    #expect(read("ab1c\n") == nil)
  }

  /// As libhyphen 2.8.8 divides them.
  @Test(arguments: [
    (
      "hyph_de_DE.dic",
      """
      mee=res=spie=gel sprung=an=wei=sungs kauf=haus=bon wirt=schafts=asy=lant über=nahme=of=ferte \
      hör=ge=räte=akus=ti=ker in=ter=me=di=äre do=nau=dampf=schiff=fahrt sil=ben=tren=nung \
      stra=ßen=bahn=hal=te=stelle ernte=reif her=um=ge=zogene
      """
    ),
    ("hyph_fr.dic", "bi=blio=thèque ad=mi=nis=tra=tion ca=rac=tères été"),
    ("hyph_sv_SE.dic", "bok=stavs=ord=ning över=rask=ning"),
    ("octavo_hyph_ru.dic", "пе=ре=вод=чик книгопе=ча=та=ние"),
    ("hyph_nl_NL.dic", "boek=druk=kunst let=ter=type"),
    ("hyph_it_IT.dic", "ti=po=gra=fia im=pa=gi=na=zione"),
    ("hyph_es_ES.dic", "ti=po=gra=fía im=pre=sión"),
    ("hyph_en_GB.dic", "pho=to=graphy ty=po=graph=ical"),
    ("hyph_en_US.dic", "pho=tog=ra=phy ad=min=is=tra=tion ty=po=graph=i=cal"),
  ])
  func everyDictionaryDivides(file: String, words: String) throws {
    for word in words.split(separator: " ") {
      #expect(try divide(word.filter { $0 != "=" }, by: file) == word)
    }
  }

  @Test func lettersOfOneByteAreRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/latin.dic"
    try Data(Array("ISO8859-1\n".utf8) + [0xE9, 0x31, 0x62] + Array("\n1n\n".utf8))
      .write(to: URL(fileURLWithPath: path))
    let dictionary = try #require(HyphenDictionary(path: path))
    #expect(divide("sébaénolu", dictionary) == "sé=baé=nolu")
    #expect(divide("sébœuf", dictionary) == "sébœuf")
  }
}
