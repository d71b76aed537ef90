extension BookDump {
  mutating func add(_ blocks: [Block]) {
    for block in blocks { add(block) }
  }

  private mutating func add(_ block: Block) {
    let attributes = Self.describe(block.attributes)
    switch block.content {
    case .paragraph(let inlines): leaf("paragraph" + attributes, inlines)
    case .heading(let level, let inlines): leaf("heading \(level)" + attributes, inlines)
    case .quote(let inner): branch("quote" + attributes, inner)
    case .container(let container, let inner):
      branch("container \(Self.name(of: container))" + attributes, inner)
    case .list(let list): add(list, attributes)
    case .code(let code):
      line("code \(code.language ?? "-")\(attributes) \(Self.quoted(code.text))")
    case .sceneBreak: line("scene-break")
    case .table(let table): add(table, attributes)
    case .figure(let figure):
      line("figure\(attributes) \(Self.describe(figure.image))")
      nest { $0.add("caption", figure.caption) }
    case .verse(let lines): add(lines, attributes)
    case .math(let source): line("math\(attributes) \(Self.quoted(source))")
    case .definitions(let definitions): add(definitions, attributes)
    }
  }

  private mutating func leaf(_ name: String, _ inlines: [Inline]) {
    line(name)
    nest { $0.add(inlines) }
  }

  private mutating func branch(_ name: String, _ blocks: [Block]) {
    line(name)
    nest { $0.add(blocks) }
  }

  private static func name(of container: Container) -> String {
    switch container {
    case .epigraph: "epigraph"
    case .dedication: "dedication"
    case .callout(let callout): callout.rawValue
    case .letter: "letter"
    case .center: "center"
    case .bibliography: "bibliography"
    case .bibliographyEntry(let number): "entry" + (number.map { " \($0)" } ?? "")
    case .theorem(let theorem): theorem.rawValue
    case .custom(let name): "custom \(name)"
    }
  }

  private mutating func add(_ list: List, _ attributes: String) {
    let spacing = list.isTight ? "tight" : "loose"
    switch list.marker {
    case .bullet: line("list bullet \(spacing)\(attributes)")
    case .number(let start, let delimiter):
      let numerals = list.numerals.map { " " + $0.first }.joined()
      line("list number \(start) \(delimiter) \(spacing)\(numerals)\(attributes)")
    }
    nest { dump in
      for item in list.items {
        dump.line("item" + (item.task.map { $0 ? " done" : " to-do" } ?? ""))
        dump.nest { $0.add(item.blocks) }
      }
    }
  }

  private mutating func add(_ table: Table, _ attributes: String) {
    let alignments = table.alignments.map { "\($0)" }.joined(separator: " ")
    line("table [\(alignments)]\(attributes)")
    nest { dump in
      dump.add("caption", table.caption)
      if let header = table.header { dump.add("header", header) }
      for row in table.rows { dump.add("row", row) }
    }
  }

  private mutating func add(_ name: String, _ row: Table.Row) {
    line(name)
    nest { dump in
      for (column, cell) in row.cells.enumerated() {
        let join = row.joins.indices.contains(column) ? row.joins[column] : nil
        dump.line("cell" + (join.map { " joined \($0)" } ?? ""))
        dump.nest { $0.add(cell) }
      }
    }
  }

  private mutating func add(_ lines: [[Inline]], _ attributes: String) {
    line("verse\(attributes)")
    nest { dump in
      for line in lines {
        dump.line(line.isEmpty ? "stanza-break" : "line")
        dump.nest { $0.add(line) }
      }
    }
  }

  private mutating func add(_ definitions: [Definition], _ attributes: String) {
    line("definitions\(attributes)")
    nest { dump in
      for definition in definitions {
        dump.add("term", definition.term)
        for description in definition.descriptions {
          dump.line("description")
          dump.nest { $0.add(description) }
        }
      }
    }
  }
}
