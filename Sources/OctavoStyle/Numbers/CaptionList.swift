package import OctavoBook

/// What the lists of figures and of tables hold, in order: the same on the printed pages and in an
/// e-book. Listed is what has a number and a caption.
package struct CaptionList: Sendable {
  /// In reading order.
  package let entries: [ContentsList.Entry]

  /// - Parameter kind: `.figures` or `.tables`; other divisions list no captions.
  package init(_ kind: Division.Kind, book: Book, numbers: BookNumbers) {
    var entries: [ContentsList.Entry] = []
    for division in book.divisions {
      TreeWalk.visit(division.blocks) { block in
        guard let caption = Self.caption(of: block, kind), let id = block.attributes.id,
          let label = numbers.caption(of: id)
        else { return }
        entries.append(
          ContentsList.Entry(
            role: .contentsCaption, numeral: label.split(separator: " ").last.map(String.init),
            title: caption, anchor: id, level: 0))
      } text: { _ in
      }
    }
    self.entries = entries
  }

  /// A caption, or its short form (`short=`); nil for a block that the list does not hold.
  private static func caption(of block: Block, _ kind: Division.Kind) -> [Inline]? {
    let caption: [Inline]
    let short: String?
    switch (block.content, kind) {
    case (.figure(let figure), .figures):
      (caption, short) = (figure.caption, figure.image.attributes["short"])
    case (.table(let table), .tables):
      (caption, short) = (table.caption, block.attributes["short"])
    default: return nil
    }
    if let short, !short.isEmpty { return [.text(short)] }
    return caption.isEmpty ? nil : withoutStop(caption)
  }

  /// A line of a list ends without a full stop.
  private static func withoutStop(_ caption: [Inline]) -> [Inline] {
    guard case .text(let text)? = caption.last, text.count > 1, text.last == ".",
      text.dropLast().last != "."
    else { return caption }
    return caption.dropLast() + [.text(String(text.dropLast()))]
  }
}
