import CMarkGFM
import OctavoBase

/// Stops tables whose short rows would be filled up to many times the size of the text.
enum TableLimit {
  /// Most cells of one table.
  static let mostCells = 500_000

  /// Whether the table has all the cells it may have; counts the row that is about to be added.
  static func isReached(
    _ record: SyntaxRecord, _ node: UnsafeMutablePointer<cmark_node>
  ) -> Bool {
    let columns = Int(cmark_gfm_extensions_get_table_columns(node))
    guard let table = record.table, table.node == node else {
      record.table = (node, columns)
      return false
    }
    record.table = (node, table.cells + columns)
    guard table.cells + columns > mostCells else { return false }
    let span = record.locate(
      CollectionOfOne(UInt8(ascii: "|")), line: Int(node.pointee.start_line))
    record.diagnostics.append(
      Diagnostic(
        .warning, "book.large-table",
        "the table has more than \(mostCells) cells; the rest is kept as text", at: span))
    return true
  }
}
