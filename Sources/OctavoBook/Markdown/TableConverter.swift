import CMarkGFM
import OctavoBase

extension DocumentConverter {
  /// A table at `nodes[index]`, or a caption paragraph and the table below it, with its caption.
  /// The caption is a paragraph that starts with `Table: ` or `: `; one below goes before one above.
  mutating func captionedTable(_ nodes: [CMarkNode], _ index: inout Int, _ depth: Int) -> Block? {
    let node = nodes[index]
    if MarkdownSyntax.shared.isTable(node) {
      let below = index + 1 < nodes.count && isCaption(nodes[index + 1]) ? nodes[index + 1] : nil
      index += below == nil ? 1 : 2
      return table(node, caption: below)
    }
    guard isCaption(node), index + 1 < nodes.count,
      MarkdownSyntax.shared.isTable(nodes[index + 1])
    else { return nil }
    if index + 2 < nodes.count, isCaption(nodes[index + 2]) { return nil }
    index += 2
    return table(nodes[index - 1], caption: node)
  }

  private func isCaption(_ node: CMarkNode) -> Bool {
    guard node.kind == CMARK_NODE_PARAGRAPH, let first = node.pointee.first_child,
      first.kind == CMARK_NODE_TEXT
    else { return false }
    return CaptionLine.prefixLength(first.literal) > 0
  }

  mutating func table(_ node: CMarkNode, caption: CMarkNode?) -> Block {
    let columns = Int(cmark_gfm_extensions_get_table_columns(node))
    var alignments = [Table.Alignment](repeating: .unspecified, count: columns)
    if let marks = cmark_gfm_extensions_get_table_alignments(node) {
      for column in 0..<columns { alignments[column] = Self.alignment(marks[column]) }
    }
    // The caption stands above the table, so its notes are called first.
    let text = caption.map { captionText($0) } ?? []
    let attributes = caption == nil ? Attributes() : tokens.blockAttributes
    var header: Table.Row?
    var rows: [Table.Row] = []
    for child in node.children {
      let row = row(child, columns: columns)
      if cmark_gfm_extensions_get_table_row_is_header(child) != 0 {
        header = row.cells.allSatisfy(\.isEmpty) ? nil : row
      } else {
        rows.append(row)
      }
    }
    let table = Table(alignments: alignments, header: header, rows: rows, caption: text)
    report(table.looseJoins, of: table)
    return Block(.table(table), attributes: attributes, span: span(of: node))
  }

  private static func alignment(_ mark: UInt8) -> Table.Alignment {
    switch mark {
    case UInt8(ascii: "l"): .left
    case UInt8(ascii: "c"): .center
    case UInt8(ascii: "r"): .right
    default: .unspecified
    }
  }

  private mutating func row(_ node: CMarkNode, columns: Int) -> Table.Row {
    let nodes = Array(node.children.prefix(columns))
    let joins = nodes.map(Self.join)
    var cells = zip(nodes, joins).map { node, join in
      join == nil ? inlines(of: node).items : []
    }
    while cells.count < columns { cells.append([]) }
    let hasJoins = joins.contains { $0 != nil }
    let span = span(of: node)
    reportExcess(ofRowAt: span, columns: columns)
    return Table.Row(cells: cells, joins: hasJoins ? joins : [], span: span)
  }

  /// What a cell goes on with that holds nothing but `^^` or `<<`.
  private static func join(_ cell: CMarkNode) -> Table.Join? {
    var text: [UInt8] = []
    for child in cell.children {
      guard child.kind == CMARK_NODE_TEXT, text.count + child.literal.count <= 2 else { return nil }
      text += child.literal
    }
    return switch text {
    case [0x5E, 0x5E]: .above
    case [0x3C, 0x3C]: .left
    default: nil
    }
  }

  private mutating func report(_ loose: [Table.Place], of table: Table) {
    for place in loose {
      let row = table.allRows[place.row]
      guard row.joins.indices.contains(place.column), let join = row.joins[place.column] else {
        continue
      }
      let (mark, where_) = join == .above ? ("^^", "above") : ("<<", "on the left")
      record.diagnostics.append(
        Diagnostic(
          .warning, "book.loose-cell",
          "column \(place.column + 1): '\(mark)' goes on with no cell \(where_) that it makes a rectangle with; it is left empty",
          at: row.span,
          hints: ["write ^^ below, and << on the right of, the cell that is to fill both places"]))
    }
  }

  private mutating func captionText(_ node: CMarkNode) -> [Inline] {
    var items = inlines(of: node).items
    if case .text(let text)? = items.first {
      let rest = String(text.dropFirst(CaptionLine.prefixLength(text.utf8)))
      items[0] = .text(rest)
      if rest.isEmpty { items.removeFirst() }
    }
    return items
  }

  // MARK: - Definitions

  /// Terms and their descriptions from `nodes[index]` on; nil where no description follows.
  mutating func definitions(_ nodes: [CMarkNode], _ index: inout Int, _ depth: Int) -> Block? {
    var definitions: [Definition] = []
    let first = index
    while index + 1 < nodes.count, nodes[index].kind == CMARK_NODE_PARAGRAPH,
      isDefinition(nodes[index + 1])
    {
      let term = inlines(of: nodes[index]).items
      index += 1
      var descriptions: [[Block]] = []
      while index < nodes.count, isDefinition(nodes[index]) {
        descriptions.append(blocks(Array(nodes[index].children), depth: depth + 1))
        index += 1
      }
      definitions.append(Definition(term: term, descriptions: descriptions))
    }
    guard index > first else { return nil }
    let span = record.span(
      Int(span(of: nodes[first]).start), Int(span(of: nodes[index - 1]).end))
    return Block(.definitions(definitions), span: span)
  }

  private func isDefinition(_ node: CMarkNode) -> Bool {
    guard let index = SyntaxRecord.index(of: node), case .definition = record.blocks[index].kind
    else { return false }
    return true
  }
}
