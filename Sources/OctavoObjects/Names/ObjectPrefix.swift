/// A folder of keys: whole segments with a slash at the end, or nothing for all keys.
package struct ObjectPrefix: Sendable, Hashable {
  /// Empty, or ending in a slash.
  package let text: String

  /// Before every key.
  package static let all = ObjectPrefix()

  private init() { text = "" }

  /// Reads segments as in a key; a slash at the end may be there.
  package init(_ text: some StringProtocol) throws(ObjectKeyFault) {
    guard !text.isEmpty else {
      self.text = ""
      return
    }
    let key = try ObjectKey(text.last == "/" ? text.dropLast() : text[...])
    self.text = key.text + "/"
  }

  /// Whether a key lies below.
  package func holds(_ key: ObjectKey) -> Bool { key.text.hasPrefix(text) }
}
