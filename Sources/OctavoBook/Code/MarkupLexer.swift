/// Cuts HTML, XML and their like into tags, attributes, values and comments.
struct MarkupLexer {
  private let bytes: [UInt8]
  private var index = 0
  private var marks: [CodeMark] = []

  static func marks(_ bytes: [UInt8]) -> [CodeMark] {
    var lexer = MarkupLexer(bytes)
    lexer.run()
    return lexer.marks
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "<"): takeTag()
      case UInt8(ascii: "&"): takeEntity()
      default: index += 1
      }
    }
  }

  private mutating func takeTag() {
    if hasPrefix("<!--") { return mark(.comment, to: end(after: "-->")) }
    if hasPrefix("<![CDATA[") { return mark(.string, to: end(after: "]]>")) }
    if hasPrefix("<!") || hasPrefix("<?") { return mark(.attribute, to: end(after: ">")) }
    var end = index + 1
    if end < bytes.count, bytes[end] == UInt8(ascii: "/") { end += 1 }
    let name = end
    while end < bytes.count, AttributeParser.isNameByte(bytes[end]), bytes[end] != UInt8(ascii: "/")
    { end += 1 }
    guard end > name else {
      index += 1
      return
    }
    mark(.keyword, to: end)
    takeAttributes()
  }

  /// Up to the tag's end.
  private mutating func takeAttributes() {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") { return mark(.keyword, to: index + 1) }
      if byte == UInt8(ascii: "<") { return }
      if byte == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ">") {
        return mark(.keyword, to: index + 2)
      }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        let close = bytes[(index + 1)...].firstIndex(of: byte).map { $0 + 1 }
        mark(.string, to: close ?? bytes.count)
      } else if AttributeParser.isNameByte(byte) {
        var end = index + 1
        while end < bytes.count, AttributeParser.isNameByte(bytes[end]) { end += 1 }
        mark(.attribute, to: end)
      } else {
        index += 1
      }
    }
  }

  private mutating func takeEntity() {
    let limit = min(bytes.count, index + 12)
    guard let end = bytes[index..<limit].firstIndex(of: UInt8(ascii: ";")),
      bytes[(index + 1)..<end].allSatisfy({
        AttributeParser.isNameByte($0) || $0 == UInt8(ascii: "#")
      })
    else {
      index += 1
      return
    }
    mark(.number, to: end + 1)
  }

  private func hasPrefix(_ prefix: String) -> Bool { bytes[index...].starts(with: prefix.utf8) }

  /// Past the next `close`, or the text's end.
  private func end(after close: String) -> Int {
    let wanted = Array(close.utf8)
    var place = index
    while place + wanted.count <= bytes.count {
      if bytes[place] == wanted[0], bytes[place...].starts(with: wanted) {
        return place + wanted.count
      }
      place += 1
    }
    return bytes.count
  }

  private mutating func mark(_ kind: CodeClass, to end: Int) {
    marks.append(CodeMark(range: index..<end, kind: kind))
    index = end
  }
}
