import OctavoBase

/// Finds lines that open so many quotes and lists at once that a tree of them would fill the memory.
///
/// The first marker past the limit is handed to cmark as a backslash, which makes text of the rest;
/// lengths, and so all positions, stay.
enum NestingGuard {
  /// Most markers at a line's start.
  static let deepest = 1_000

  /// Byte offsets of the first marker too many on each such line.
  static func excess(in file: SourceFile, from start: Int) -> [Int] {
    file.text.withUnsafeBufferPointer { text in
      file.lineStarts.compactMap { line in
        Int(line) < start ? nil : excess(text, Int(line))
      }
    }
  }

  private static func excess(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var markers = 0
    var index = start
    while index < text.count {
      switch text[index] {
      case 0x20, 0x09, UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
        UInt8(ascii: "."), UInt8(ascii: ")"):
        markers += 1
        if markers > deepest { return index }
      default: return nil
      }
      index += 1
    }
    return nil
  }
}
