import OctavoBase

@testable import OctavoBreaking

/// Distance of the lines of the tests' pages.
let pageGrid = Length(points: 12)

/// Writes vertical lists for pagination tests as short as they are read: one call a block.
struct MaterialMaker {
  var material = PageMaterial()

  /// Adds a block of `lines` grid lines.
  ///
  /// - Parameters:
  ///   - notes: lines of each note, by the line that calls it.
  ///   - change: what is special about the block.
  mutating func add(
    _ lines: Int, notes: [Int: [Int32]] = [:], change: (inout PageMaterial.Block) -> Void = { _ in }
  ) {
    addVariants([(lines, 0)], notes: notes, change: change)
  }

  /// Adds a block that can be set in several ways, each with its number of lines and its cost.
  mutating func addVariants(
    _ variants: [(lines: Int, cost: Int64)], notes: [Int: [Int32]] = [:],
    change: (inout PageMaterial.Block) -> Void = { _ in }
  ) {
    let first = material.variants.count
    let noteBase = Int32(material.notes.count)
    var ranges: [Int: Range<Int32>] = [:]
    for line in notes.keys.sorted() {
      let start = Int32(material.notes.count)
      material.notes += (notes[line] ?? []).map { PageMaterial.Note(lineCount: $0) }
      ranges[line] = start..<Int32(material.notes.count)
    }
    for variant in variants {
      let start = material.lines.count
      for line in 0..<variant.lines {
        material.lines.append(
          PageMaterial.Line(height: pageGrid, notes: ranges[line] ?? noteBase..<noteBase))
      }
      material.addVariant(from: start, cost: variant.cost)
    }
    var block = PageMaterial.Block()
    change(&block)
    material.addBlock(block, variantsFrom: first)
  }

  /// The plan on pages of `lines` lines; notes are set solid, one line of space above them.
  func plan(
    lines: Int, change: (inout PageParameters) -> Void = { _ in }
  ) -> PagePlan {
    var parameters = Self.parameters(lines: lines)
    change(&parameters)
    return Paginator.paginate(material, parameters: parameters)
  }

  static func parameters(lines: Int) -> PageParameters {
    PageParameters(
      grid: pageGrid, lines: lines, noteLeading: pageGrid, noteSeparation: pageGrid)
  }
}

extension PagePlan {
  /// How many lines of text each page holds.
  var lineCounts: [Int] { pages.map { $0.slices.reduce(0) { $0 + $1.lines.count } } }

  /// How many lines of notes each page holds.
  var noteCounts: [Int] { pages.map { $0.notes.reduce(0) { $0 + $1.lines.count } } }

  /// The variant chosen for a block.
  func variant(of block: Int) -> Int32? {
    pages.lazy.flatMap(\.slices).first { $0.block == block }?.variant
  }
}
