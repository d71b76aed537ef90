import Foundation
import OctavoBreaking

/// A paragraph that LuaTeX has broken, read from `Fixtures/LineBreaking` (its README has the format).
struct RecordedParagraph {
  var number: Int
  var items: [Item]
  var shape: LineShape
  var parameters: LineParameters
  /// Index of the item at each break; the last is the number of items.
  var breaks: [Int]
  var demerits: Int64

  enum Item {
    case box(Int64)
    case glue(width: Int64, stretch: Int64, shrink: Int64, order: UInt8)
    case kern(Int64)
    case penalty(Int32)
    case discretionary(Discretionary)
  }

  /// The breakpoints of the paragraph, tagged with item indices.
  var list: ItemList {
    var list = ItemList()
    for (index, item) in items.enumerated() {
      let tag = Int32(index)
      switch item {
      case .box(let width): list.appendBox(width: width)
      case .glue(let width, let stretch, let shrink, let order):
        list.appendGlue(
          width: width, stretch: stretch, shrink: shrink, stretchOrder: order, tag: tag)
      case .kern(let width): list.appendKern(width, tag: tag)
      case .penalty(let penalty): list.appendPenalty(penalty, tag: tag)
      case .discretionary(let discretionary):
        list.appendDiscretionary(discretionary, tag: tag)
      }
    }
    list.appendEnd(tag: Int32(items.count))
    return list
  }

  static func load(_ name: String) throws -> [RecordedParagraph] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Fixtures/LineBreaking/\(name)")
    return RecordingReader(bytes: [UInt8](try Data(contentsOf: file))).read()
  }
}

/// Reads the recorded paragraphs of one file.
private struct RecordingReader {
  let bytes: [UInt8]
  private var named: [Item] = []
  private var paragraphs: [RecordedParagraph] = []
  private typealias Item = RecordedParagraph.Item

  init(bytes: [UInt8]) { self.bytes = bytes }

  func read() -> [RecordedParagraph] {
    var reader = self
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let fields = line.dropFirst(2).split(separator: UInt8(ascii: " "))
      reader.read(line.first ?? 0, fields)
    }
    return reader.paragraphs
  }

  private mutating func read(_ kind: UInt8, _ fields: [ArraySlice<UInt8>]) {
    let last = paragraphs.count - 1
    switch kind {
    case UInt8(ascii: "N"): named.append(item(fields[0]))
    case UInt8(ascii: "P"):
      paragraphs.append(
        RecordedParagraph(
          number: paragraphs.count, items: [], shape: LineShape(width: 0),
          parameters: parameters(fields.map(number)), breaks: [], demerits: 0))
    case UInt8(ascii: "S"): paragraphs[last].shape = shape(fields.map(number))
    case UInt8(ascii: "I"): paragraphs[last].items = fields.map(item)
    default:
      let numbers = fields.map(number)
      paragraphs[last].demerits = numbers[0]
      paragraphs[last].breaks = numbers.dropFirst().map(Int.init)
    }
  }

  private func number(_ field: ArraySlice<UInt8>) -> Int64 {
    var value: Int64 = 0
    for byte in field where byte != UInt8(ascii: "-") { value = value * 10 + Int64(byte) - 48 }
    return field.first == UInt8(ascii: "-") ? -value : value
  }

  private func item(_ field: ArraySlice<UInt8>) -> Item {
    guard let kind = field.first, kind >= 65, kind <= 90 else { return named[index(field)] }
    let numbers = field.dropFirst().split(separator: UInt8(ascii: ",")).map(number)
    switch kind {
    case UInt8(ascii: "B"): return .box(numbers[0])
    case UInt8(ascii: "K"): return .kern(numbers[0])
    case UInt8(ascii: "P"): return .penalty(Int32(numbers[0]))
    case UInt8(ascii: "G"):
      let order = numbers.count > 3 ? UInt8(numbers[3]) : 0
      return .glue(width: numbers[0], stretch: numbers[1], shrink: numbers[2], order: order)
    default:
      return .discretionary(
        Discretionary(
          pre: numbers[0], post: numbers[1], replace: numbers[2], penalty: Int32(numbers[3]),
          isAutomatic: numbers[4] == 1))
    }
  }

  /// The place of a short name in base 36, letters before digits.
  private func index(_ name: ArraySlice<UInt8>) -> Int {
    name.reduce(0) { $0 * 36 + Int($1 >= 97 ? $1 - 97 : $1 - 48 + 26) }
  }

  private func parameters(_ values: [Int64]) -> LineParameters {
    var parameters = LineParameters()
    parameters.pretolerance = Int32(values[0])
    parameters.tolerance = Int32(values[1])
    parameters.linePenalty = Int32(values[2])
    parameters.adjacentDemerits = Int32(values[3])
    parameters.doubleHyphenDemerits = Int32(values[4])
    parameters.finalHyphenDemerits = Int32(values[5])
    parameters.emergencyStretch = values[6]
    parameters.looseness = Int32(values[7])
    parameters.raggedStretch = values[8]
    parameters.raggedStretchOrder = UInt8(values[9])
    parameters.demeritLimit = LineParameters.texDemeritLimit
    return parameters
  }

  /// TeX's `parshape`, or `hsize`, `hangindent` and `hangafter` (TeX: The Program §§ 847–849).
  private func shape(_ values: [Int64]) -> LineShape {
    let (measure, indent, after) = (values[0], values[1], Int(values[2]))
    let widths = values.dropFirst(3).map { LineShape.Line(width: $0) }
    if let last = widths.last {
      return LineShape(leading: ContiguousArray(widths.dropLast()), rest: last)
    }
    guard indent != 0 else { return LineShape(width: measure) }
    let full = LineShape.Line(width: measure)
    let hung = LineShape.Line(width: measure - abs(indent), indent: max(indent, 0))
    return LineShape(
      leading: ContiguousArray(repeating: after < 0 ? hung : full, count: abs(after)),
      rest: after < 0 ? full : hung)
  }
}
