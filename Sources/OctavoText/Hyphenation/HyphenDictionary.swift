import CHyphen
import Glibc

/// Hyphenation patterns of one language, read by libhyphen. Never changed once read.
///
/// `@unchecked Sendable`: libhyphen only reads a loaded dictionary while it hyphenates.
final class HyphenDictionary: @unchecked Sendable {
  /// How a dictionary spells letters.
  enum Charset: String {
    case utf8 = "UTF-8"
    case latin1 = "ISO8859-1"
  }

  let charset: Charset
  private let dictionary: UnsafeMutablePointer<HyphenDict>

  init?(path: String) {
    guard Self.fault(atPath: path) == nil, let dictionary = hnj_hyphen_load(path) else {
      return nil
    }
    self.dictionary = dictionary
    charset = dictionary.pointee.utf8 != 0 ? .utf8 : .latin1
  }

  deinit { hnj_hyphen_free(dictionary) }

  /// What is wrong with a dictionary file, by its first line; nil where nothing is.
  static func fault(atPath path: String) -> String? {
    guard let (head, _) = FileBytes.readHead(path, count: 32) else { return "cannot be read" }
    let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
    if Charset(rawValue: String(decoding: line, as: UTF8.self)) != nil { return nil }
    return "does not begin with its character set, UTF-8 or ISO8859-1"
  }

  /// The odd entries of libhyphen's answer: after which letters the word may be divided.
  ///
  /// `word` is lower case in the dictionary's charset. Divisions that change the spelling are left
  /// out. The dictionary's own least numbers of letters before and after apply too.
  func hyphenate(
    _ word: UnsafeBufferPointer<CChar>, left: Int, right: Int, into marks: inout [CChar]
  ) -> Bool {
    var replacements: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var positions: UnsafeMutablePointer<Int32>?
    var cuts: UnsafeMutablePointer<Int32>?
    let needed = word.count + 5
    if marks.count < needed { marks = [CChar](repeating: 0, count: needed) }
    let status = hnj_hyphen_hyphenate3(
      dictionary, word.baseAddress, Int32(word.count), &marks, nil, &replacements, &positions,
      &cuts, Int32(left), Int32(right), Int32(left), Int32(right))
    if let replacements {
      for index in 0..<word.count {
        guard let replacement = replacements[index] else { continue }
        marks[index] = 0
        free(replacement)
      }
      free(replacements)
    }
    free(positions)
    free(cuts)
    return status == 0
  }
}
