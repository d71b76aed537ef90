import OctavoBook

/// Brings characters of the pages and of the reading text to the forms in which they are compared:
/// capitals for small letters, nothing for what has no shape of its own.
enum ComparedScalar {
  /// The character that stands for a picture or a scene break.
  static let object = ReadingText.object.value

  /// Appends what is compared of a character: nothing, one code point, or several.
  @inline(__always)
  static func append(_ scalar: UInt32, to list: inout ContiguousArray<UInt32>) {
    if scalar < 0x80 {
      if scalar > 0x20 && scalar != 0x7F {
        list.append((0x61...0x7A).contains(scalar) ? scalar - 0x20 : scalar)
      }
    } else {
      appendRare(scalar, to: &list)
    }
  }

  private static func appendRare(_ value: UInt32, to list: inout ContiguousArray<UInt32>) {
    // Quotation marks, dashes, the ellipsis: most of what a book holds beyond ASCII.
    if (0x2010...0x2027).contains(value) { return list.append(value) }
    guard let scalar = Unicode.Scalar(value) else { return }
    let properties = scalar.properties
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return }
    if properties.changesWhenUppercased {
      for upper in properties.uppercaseMapping.unicodeScalars { list.append(upper.value) }
    } else {
      list.append(value)
    }
  }

  /// Calls `body` with each code point of some UTF-8; ill-formed bytes give U+FFFD.
  @inline(__always)
  static func forEach(in bytes: some Collection<UInt8>, _ body: (UInt32) -> Void) {
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): body(scalar.value)
      case .emptyInput: return
      case .error: body(0xFFFD)
      }
    }
  }
}
