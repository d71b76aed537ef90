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
  /// The level of compounds, which leads to the level of words.
  private let levels: [HyphenLevel]

  init?(path: String) {
    guard let bytes = FileBytes.read(path),
      let file = bytes.withUnsafeBufferPointer({ PatternFile($0) })
    else { return nil }
    charset = file.charset
    let words = HyphenLevel(file.levels[file.levels.count - 1], file.charset)
    let compounds = HyphenLevel(Self.compounds(of: file), file.charset)
    compounds.lead(to: words)
    levels = [compounds, words]
  }

  /// The first level; an empty one with the limits of words where the file has a single level.
  private static func compounds(of file: PatternFile) -> PatternFile.Level {
    let first = file.levels[0]
    guard file.levels.count == 1 else { return first }
    var level = PatternFile.Level()
    level.left = first.left
    level.right = first.right
    level.compoundLeft = [first.compoundLeft, first.left, 3].first { $0 > 0 } ?? 3
    level.compoundRight = [first.compoundRight, first.right, 3].first { $0 > 0 } ?? 3
    return level
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
