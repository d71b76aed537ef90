/// A template's text in which keys that stand twice in their groups have other names, of the same
/// length: Yams refuses the whole file for one such key, and all else in it is to be read too.
struct RenamedKeys {
  private(set) var text: [UInt8]
  /// What the keys are called in the file, by the bytes they begin at.
  private(set) var names: [Int: String] = [:]

  /// More keys than these twice in a file are no slips.
  private static let most = 100

  init(_ text: some Sequence<UInt8>) { self.text = Array(text) }

  /// Renames a key where it stands for the second time; false where that is not on a line of its
  /// own, as in a group in braces.
  ///
  /// - Parameter first: where the group has it first.
  mutating func rename(_ key: String, after first: Int) -> Bool {
    guard names.count < Self.most, let place = secondPlace(of: Array((key + ":").utf8), first)
    else { return false }
    // No key of a template begins so.
    let name = Array("~\(names.count)".utf8.prefix(key.utf8.count))
    let end = place + key.utf8.count
    text.replaceSubrange(place..<(place + name.count), with: name)
    for index in (place + name.count)..<end { text[index] = UInt8(ascii: "~") }
    names[place] = key
    return true
  }

  /// The next line that begins with the key, as far in as the first, before the group ends.
  private func secondPlace(of key: [UInt8], _ first: Int) -> Int? {
    guard key.count > 1, text[first...].starts(with: key) else { return nil }
    let lineStart = (text[..<first].lastIndex(of: 0x0A) ?? -1) + 1
    let indent = first - lineStart
    var line = text[first...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    while line < text.count {
      let end = text[line...].firstIndex(of: 0x0A) ?? text.count
      let begin = text[line..<end].firstIndex { $0 != 0x20 } ?? end
      let isEmpty = begin == end || text[begin] == 0x0D || text[begin] == UInt8(ascii: "#")
      if !isEmpty, begin - line < indent { return nil }
      if begin - line == indent, text[begin..<end].starts(with: key) { return begin }
      line = end + 1
    }
    return nil
  }
}
