import CMarkGFM

/// Finds the dollar signs that close mathematics, by pandoc's rules, in linear time a paragraph.
struct DollarScan {
  private var node: UnsafeMutablePointer<cmark_node>?
  private var single = Scan()
  private var double = Scan()

  /// The sign found when last looked for from `from` on; no other lies between.
  private struct Scan {
    var from = 0
    var found = -1
  }

  /// The index of the `$` that closes mathematics whose text starts at `start`: the next one, when
  /// it has no space before it and no digit after it.
  mutating func closing(
    _ text: UnsafeBufferPointer<UInt8>, _ node: UnsafeMutablePointer<cmark_node>, from start: Int
  ) -> Int? {
    enter(node)
    let index = Self.next(&single, text, start) { text, index in text[index] == UInt8(ascii: "$") }
    guard let index, index > start, !AttributeParser.isSpace(text[index - 1]) else { return nil }
    let next = index + 1 < text.count ? text[index + 1] : 0
    return UInt8(ascii: "0")...UInt8(ascii: "9") ~= next ? nil : index
  }

  /// The index of the `$$` that closes display mathematics.
  mutating func closingDisplay(
    _ text: UnsafeBufferPointer<UInt8>, _ node: UnsafeMutablePointer<cmark_node>, from start: Int
  ) -> Int? {
    enter(node)
    return Self.next(&double, text, start) { text, index in
      text[index] == UInt8(ascii: "$") && index + 1 < text.count
        && text[index + 1] == UInt8(ascii: "$")
    }
  }

  private mutating func enter(_ node: UnsafeMutablePointer<cmark_node>) {
    guard self.node != node else { return }
    self = DollarScan()
    self.node = node
  }

  private static func next(
    _ scan: inout Scan, _ text: UnsafeBufferPointer<UInt8>, _ start: Int,
    _ test: (UnsafeBufferPointer<UInt8>, Int) -> Bool
  ) -> Int? {
    if !(scan.from <= start && start <= scan.found) {
      var index = start
      while index < text.count, !test(text, index) {
        index += text[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      scan = Scan(from: start, found: index < text.count ? index : .max)
    }
    return scan.found < text.count ? scan.found : nil
  }
}
