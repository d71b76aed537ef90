import CHyphen
import Glibc

/// Hyphenation patterns of one language, for libhyphen to divide words by. Never changed once made.
///
/// The automaton is libhyphen's (`HyphenDict`), but read by `PatternFile`, which is three times as
/// quick for English and forty times for German.
///
/// `@unchecked Sendable`: libhyphen only reads a dictionary while it hyphenates.
final class HyphenDictionary: @unchecked Sendable {
  /// How a dictionary spells letters.
  enum Charset: String {
    case utf8 = "UTF-8"
    case latin1 = "ISO8859-1"
  }

  let charset: Charset
  /// The level of words; before it, where the file has one, the level of compounds, which leads to it.
  private let levels: [HyphenLevel]

  init?(path: String) {
    guard let bytes = FileBytes.read(path),
      let file = bytes.withUnsafeBufferPointer({ PatternFile($0) })
    else { return nil }
    charset = file.charset
    levels = file.levels.map { HyphenLevel($0, file.charset) }
    if levels.count > 1 { levels[0].lead(to: levels[1]) }
  }

  /// What is wrong with a dictionary file, by its first line; nil where nothing is.
  static func fault(atPath path: String) -> String? {
    guard let (head, _) = FileBytes.readHead(path, count: 32) else { return "cannot be read" }
    let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
    if Charset(rawValue: String(decoding: line, as: UTF8.self)) != nil { return nil }
    return "does not begin with its character set, UTF-8 or ISO8859-1"
  }

  /// Divides a word: an odd mark at an index says that the word may be divided after that letter.
  ///
  /// `word` is lower case in the dictionary's charset. The dictionary's own least numbers of
  /// letters before and after apply too.
  func hyphenate(
    _ word: UnsafeBufferPointer<CChar>, left: Int, right: Int, into marks: inout [CChar]
  ) -> Bool {
    var replacements: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var positions: UnsafeMutablePointer<Int32>?
    var cuts: UnsafeMutablePointer<Int32>?
    let needed = word.count + 5
    if marks.count < needed { marks = [CChar](repeating: 0, count: needed) }
    let status = hnj_hyphen_hyphenate3(
      levels[0].dictionary, word.baseAddress, Int32(word.count), &marks, nil, &replacements,
      &positions, &cuts, Int32(left), Int32(right), Int32(left), Int32(right))
    free(replacements)
    free(positions)
    free(cuts)
    return status == 0
  }
}
