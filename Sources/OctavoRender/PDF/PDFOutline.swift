import OctavoBase
import OctavoLayout

/// The bookmarks of a PDF: the book's outline as a tree, parts above chapters.
struct PDFOutline {
  private struct Item {
    let title: String
    let level: Int
    let place: PDFDestinations.Place
    var parent: Int
    var previous: Int?
    var next: Int?
    var children = Children()
  }

  private struct Children {
    var first: Int?
    var last: Int?
    var count = 0
  }

  private var items: [Item] = []
  /// The items that stand below none.
  private var top = Children()

  /// Entries whose anchor is on no page of the file are left out; what stood below them moves up.
  init(_ entries: [OutlineEntry], _ destinations: PDFDestinations) {
    /// The items the next one may stand below.
    var open: [Int] = []
    for entry in entries {
      guard let place = destinations.place(entry.anchor) else { continue }
      while let last = open.last, items[last].level >= entry.level { open.removeLast() }
      add(Item(title: entry.title, level: entry.level, place: place, parent: open.last ?? -1))
      open.append(items.count - 1)
    }
  }

  private mutating func add(_ item: Item) {
    var item = item
    let index = items.count
    var family = item.parent < 0 ? top : items[item.parent].children
    item.previous = family.last
    if let last = family.last { items[last].next = index }
    family = Children(first: family.first ?? index, last: index, count: family.count + 1)
    if item.parent < 0 { top = family } else { items[item.parent].children = family }
    items.append(item)
  }

  /// Writes the outline (ISO 32000-1, 12.3.3) and returns its number; nil for no entries.
  func write(to output: inout PDFOutput, _ pages: PDFPageTree) throws(OctavoError) -> Int? {
    guard !items.isEmpty else { return nil }
    let root = output.allocate()
    // Items follow their root, so that an item's number is known before it is written.
    for _ in items { _ = output.allocate() }
    output.beginObject(root)
    output.append("<</Type/Outlines")
    append(top, below: root, to: &output)
    output.append("/Count ")
    output.append(top.count)
    output.append(">>")
    try output.endObject()
    for (index, item) in items.enumerated() {
      output.beginObject(root + 1 + index)
      output.append("<</Title")
      output.append(text: item.title)
      output.append("/Parent")
      output.append(reference: root + 1 + item.parent)
      if let previous = item.previous {
        output.append("/Prev")
        output.append(reference: root + 1 + previous)
      }
      if let next = item.next {
        output.append("/Next")
        output.append(reference: root + 1 + next)
      }
      append(item.children, below: root, to: &output)
      if item.children.count > 0 {
        // Less than none: the entry is shown closed.
        output.append("/Count -")
        output.append(item.children.count)
      }
      output.append("/Dest")
      pages.append(item.place, to: &output)
      output.append(">>")
      try output.endObject()
    }
    return root
  }

  private func append(_ children: Children, below root: Int, to output: inout PDFOutput) {
    guard let first = children.first, let last = children.last else { return }
    output.append("/First")
    output.append(reference: root + 1 + first)
    output.append("/Last")
    output.append(reference: root + 1 + last)
  }
}
