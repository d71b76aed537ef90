import OctavoBase
package import OctavoLayout

/// Turns the pages of a book into display lists, one at a time.
///
/// Resolves what a page cannot know alone: which links have a target and which of two anchors with
/// one name counts (the first). Buffers of the list passed in are reused.
package struct DisplayListBuilder: Sendable {
  /// The physical pages this output has; anchors on others count as missing.
  package let pages: Range<Int>
  private let book: PagedBook
  /// Division and page within it, by physical page; division -1 for a page nothing is set on.
  private let places: [(division: Int32, page: Int32)]
  /// Where each anchor first stands; looked up, never iterated.
  private let anchors: [String: AnchorPlace]

  private struct AnchorPlace: Equatable {
    let page: Int
    let index: Int
  }

  /// A builder for some pages (clamped to the book; all unless given).
  package init(_ book: PagedBook, pages: Range<Int>? = nil) {
    self.book = book
    self.pages = (pages ?? 0..<book.pageCount).clamped(to: 0..<book.pageCount)
    var places = [(division: Int32, page: Int32)](repeating: (-1, 0), count: book.pageCount)
    var anchors: [String: AnchorPlace] = [:]
    for (number, division) in book.divisions.enumerated() {
      for (index, fragment) in division.pages.enumerated() {
        let page = division.firstPage + index
        guard places.indices.contains(page) else { continue }
        places[page] = (Int32(number), Int32(index))
        guard self.pages.contains(page) else { continue }
        for (index, anchor) in fragment.anchors.enumerated() where anchors[anchor.name] == nil {
          anchors[anchor.name] = AnchorPlace(page: page, index: index)
        }
      }
    }
    self.places = places
    self.anchors = anchors
  }

  /// Whether one of the pages holds an anchor of this name.
  package func hasAnchor(_ name: String) -> Bool { anchors[name] != nil }

  /// The display list of a physical page (0-based, less than `PagedBook.pageCount`).
  package func build(page: Int) -> DisplayList {
    var list = DisplayList(size: book.trim, label: "")
    build(page: page, into: &list)
    return list
  }

  /// Replaces what `list` holds by a page, keeping its memory.
  package func build(page: Int, into list: inout DisplayList) {
    list.size = book.trim
    list.label = book.labels[page]
    list.commands.removeAll(keepingCapacity: true)
    list.glyphs.removeAll(keepingCapacity: true)
    list.text.removeAll(keepingCapacity: true)
    let place = places[page]
    guard place.division >= 0 else { return }
    let division = book.divisions[Int(place.division)]
    let fragment = division.pages[Int(place.page)]
    for (index, anchor) in fragment.anchors.enumerated()
    where anchors[anchor.name] == AnchorPlace(page: page, index: index) {
      list.commands.append(.anchor(anchor.name, at: anchor.at))
    }
    append(fragment.items, from: division.store, to: &list)
    for float in fragment.floats {
      if float.isTurned { list.commands.append(.beginTurn) }
      append(float.items, from: division.store, to: &list)
      if float.isTurned { list.commands.append(.endTurn) }
    }
    append(fragment.furniture, from: book.furniture, to: &list)
  }

  private func append(
    _ items: [PageFragment.Item], from store: FragmentStore, to list: inout DisplayList
  ) {
    for item in items {
      switch item {
      case .line(let line, let origin):
        append(line: store.lines[Int(line)], at: origin, from: store, to: &list)
      case .rule(let rect, let color): list.commands.append(.rule(rect, color))
      case .image(let image): list.commands.append(.image(image))
      }
    }
  }

  /// Neighbouring runs of one link become one link.
  private func append(
    line: LineFragment, at origin: Point, from store: FragmentStore, to list: inout DisplayList
  ) {
    var open: Int32 = -1
    for index in line.runs {
      let run = store.runs[Int(index)]
      let link = leadsSomewhere(run.link, in: store) ? run.link : -1
      if link != open {
        if open >= 0 { list.commands.append(.endLink) }
        if link >= 0 { list.commands.append(.beginLink(store.links[Int(link)])) }
        open = link
      }
      let copy = RunCopy.append(run, from: store, to: &list)
      guard !copy.glyphs.isEmpty else { continue }
      list.commands.append(
        .glyphs(copy, at: Point(x: origin.x + run.x, y: origin.y - run.rise)))
    }
    if open >= 0 { list.commands.append(.endLink) }
  }

  private func leadsSomewhere(_ link: Int32, in store: FragmentStore) -> Bool {
    guard link >= 0 else { return false }
    if case .anchor(let name) = store.links[Int(link)] { return hasAnchor(name) }
    return true
  }

  // MARK: - Pictures

  /// How often some of the pages show each picture of the book.
  package func imageUses(on pages: Range<Int>) -> [Int] {
    var uses = [Int](repeating: 0, count: book.images.count)
    guard !uses.isEmpty else { return uses }
    for page in pages {
      let place = places[page]
      guard place.division >= 0 else { continue }
      let fragment = book.divisions[Int(place.division)].pages[Int(place.page)]
      for item in fragment.items + fragment.floats.flatMap(\.items) {
        if case .image(let image) = item, uses.indices.contains(image.image) {
          uses[image.image] += 1
        }
      }
    }
    return uses
  }

  /// How often one list shows each of `count` pictures.
  package static func imageUses(_ list: DisplayList, of count: Int) -> [Int] {
    var uses = [Int](repeating: 0, count: count)
    for case .image(let image) in list.commands where uses.indices.contains(image.image) {
      uses[image.image] += 1
    }
    return uses
  }
}
