/// A section heading within a division, as contents and outlines list it.
package struct SectionHeading: Sendable, Hashable {
  /// 1 for the first level below the division's own title.
  package let level: Int
  /// The words of the heading, without structure.
  package let title: String
  /// The heading's id, or a name made from the division's and the heading's place in it.
  package let anchor: String
}

extension Division {
  /// The headings of the division's text in reading order, those inside lists and quotations
  /// included; notes have none.
  package var sectionHeadings: [SectionHeading] {
    var found: [SectionHeading] = []
    TreeWalk.visit(blocks) { block in
      guard case .heading(let level, let inlines) = block.content else { return }
      found.append(
        SectionHeading(
          level: level, title: Inline.plainText(inlines),
          anchor: block.attributes.id ?? sectionAnchor(found.count)))
    } text: { _ in
    }
    return found
  }

  /// What leads to the heading at an index of `sectionHeadings` that has no id of its own.
  package func sectionAnchor(_ index: Int) -> String { "\(id)/\(index + 1)" }
}
