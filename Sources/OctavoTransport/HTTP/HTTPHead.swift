/// The head of an answer: its status and header fields.
package struct HTTPHead: Sendable, Equatable {
  /// Such as 200.
  package let status: Int
  /// Names in lower case, in the order they came.
  package let headers: [Field]

  package struct Field: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(status: Int, headers: [Field]) {
    self.status = status
    self.headers = headers
  }

  /// The first value of a field, asked for by any case of its name.
  package subscript(name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name == name }?.value
  }

  /// Whether the status says that the request was done.
  package var isSuccess: Bool { (200..<300).contains(status) }
}

extension HTTPHead {
  /// Reads a head from its lines, the first of which is the status line; nil where that is none.
  init?(lines: [String]) {
    guard let first = lines.first, first.hasPrefix("HTTP/") else { return nil }
    let words = first.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let status = Int(words[1]) else { return nil }
    self.status = status
    headers = lines.dropFirst().compactMap { line in
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let value = line[line.utf8.index(after: colon)...]
      return Field(name: line[..<colon].lowercased(), value: Self.trimmed(value))
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
