/// An object of a PDF that is read back (ISO 32000-1, 7.3).
indirect enum PDFObject: Sendable {
  case number(Double)
  /// Without its slash.
  case name(String)
  case string([UInt8])
  case array([PDFObject])
  case dictionary([String: PDFObject])
  /// The number of an indirect object.
  case reference(Int)
  /// An operator, or a word such as `true`.
  case keyword(String)

  /// The value of a dictionary's key.
  subscript(key: String) -> PDFObject? {
    guard case .dictionary(let entries) = self else { return nil }
    return entries[key]
  }

  var integer: Int? {
    guard case .number(let value) = self, value.magnitude < 1e15 else { return nil }
    return Int(value)
  }

  var items: [PDFObject] {
    guard case .array(let items) = self else { return [] }
    return items
  }

  var bytes: [UInt8]? {
    guard case .string(let bytes) = self else { return nil }
    return bytes
  }

  /// A string for people: UTF-16 behind its mark, else ASCII (ISO 32000-1, 7.9.2.2).
  var text: String? { bytes.map(Self.text) }

  static func text(_ bytes: [UInt8]) -> String {
    guard bytes.starts(with: [0xFE, 0xFF]) else { return String(decoding: bytes, as: UTF8.self) }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    return String(decoding: units, as: UTF16.self)
  }
}
