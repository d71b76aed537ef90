import OctavoBase
import OctavoStyle

/// How wide columns of the index are, and how many stand side by side.
struct ColumnMeasure {
  let count: Int
  let width: Length
  /// From the text block's left edge to one column's, for each further column.
  let step: Length

  /// Fewest ems of the index's type in a line.
  private static let leastEms = 11

  init(_ sheet: StyleSheet) {
    let gap = sheet.blocks.indexGap
    let measure = sheet.page.measure
    let least = sheet[.indexEntry].text.size * Self.leastEms
    var count = max(sheet.blocks.indexColumns, 1)
    while count > 1, (measure - gap * (count - 1)) / count < least { count -= 1 }
    self.count = count
    width = (measure - gap * (count - 1)) / count
    step = width + gap
  }

  /// The left edge of a column; that of the text block for what stands in none.
  func left(of column: Int32) -> Length { step * max(Int(column), 0) }
}
