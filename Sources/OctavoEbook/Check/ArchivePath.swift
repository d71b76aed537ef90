/// Where a file's link leads in its archive.
struct ArchivePath: Hashable {
  /// The file, from the archive's root.
  let file: String
  /// What follows `#`; nil without it.
  let fragment: String?

  /// A place in a file of the archive.
  init(file: String, fragment: String?) {
    self.file = file
    self.fragment = fragment
  }

  /// - Parameters:
  ///   - link: a reference as it is written, percent-encoded (RFC 3986).
  ///   - file: the file it stands in, from the archive's root.
  /// - Returns: nil for an address outside the archive.
  init?(_ link: String, in file: String) {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first ?? ""
    // A colon before the first slash ends a scheme, such as `https` or `mailto`.
    if let colon = path.firstIndex(of: ":"), !path[..<colon].contains("/") { return nil }
    if path.hasPrefix("//") { return nil }
    fragment = parts.count > 1 ? Self.decoded(parts[1]) : nil
    guard !path.isEmpty else {
      self.file = file
      return
    }
    var folders = path.hasPrefix("/") ? [] : file.split(separator: "/").dropLast().map(String.init)
    for part in Self.decoded(path).split(separator: "/") {
      switch part {
      case ".": break
      case "..": if !folders.isEmpty { folders.removeLast() }
      default: folders.append(String(part))
      }
    }
    self.file = folders.joined(separator: "/")
  }

  private static func decoded(_ text: Substring) -> String {
    guard text.contains("%") else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
