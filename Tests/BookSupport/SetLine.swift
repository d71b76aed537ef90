package import OctavoBase
package import OctavoLayout
package import OctavoStyle

/// A line in its place, as tests ask for it.
package struct SetLine: Sendable {
  /// 1-based physical page.
  package let page: Int
  package let role: StyleRole
  /// Whether it is of a note, whatever its role there.
  package let isInNote: Bool
  /// All characters, a hyphen put in by line breaking included.
  package let text: String
  /// The characters without the line's hyphen and without what links lead to other places by.
  package let ownText: String
  /// Left end of the first glyph's run, and the baseline.
  package let x: Length
  package let y: Length
  /// Where the last run ends.
  package let right: Length
  package let endsInHyphen: Bool
  /// The word space the line was set with.
  package let space: Length
  package let links: [LinkTarget]
  /// Type size of the first run.
  package let size: Length
}

extension PagedBook {
  /// Every line of the book's text, furniture apart, in reading order.
  package var lines: [SetLine] { divisions.flatMap(\.setLines) }

  /// The lines of some role.
  package func lines(_ role: StyleRole) -> [SetLine] { lines.filter { $0.role == role } }

  /// The running heads and folios of a physical page, 1-based.
  package func furniture(page: Int) -> [SetLine] {
    for division in divisions {
      let index = page - 1 - division.firstPage
      guard division.pages.indices.contains(index) else { continue }
      return division.pages[index].furniture.compactMap { SetLine($0, furniture, page: page) }
    }
    return []
  }

  /// The physical page, 1-based, on which an anchor stands.
  package func page(of anchor: String) -> Int? {
    for division in divisions {
      for (index, page) in division.pages.enumerated()
      where page.anchors.contains(where: { $0.name == anchor }) {
        return division.firstPage + index + 1
      }
    }
    return nil
  }
}

extension PagedDivision {
  /// The division's lines in reading order.
  package var setLines: [SetLine] {
    var floats: [Int32: [SetLine]] = [:]
    for (index, page) in pages.enumerated() {
      for float in page.floats { floats[float.number] = lines(float.items, on: index) }
    }
    return pages.enumerated().flatMap { index, page in
      var found: [SetLine] = []
      var start = 0
      for call in page.floatCalls {
        found += lines(page.items[start..<call.item], on: index) + (floats[call.float] ?? [])
        start = call.item
      }
      return found + lines(page.items[start...], on: index)
    }
  }

  private func lines(_ items: some Sequence<PageFragment.Item>, on page: Int) -> [SetLine] {
    items.compactMap { SetLine($0, store, page: firstPage + page + 1) }
  }
}

extension SetLine {
  fileprivate init?(_ item: PageFragment.Item, _ store: FragmentStore, page: Int) {
    guard case .line(let index, let origin) = item else { return nil }
    let line = store.lines[Int(index)]
    let runs = line.runs.map { store.runs[Int($0)] }
    guard !line.isDecoration, let first = runs.first, let last = runs.last else { return nil }
    func characters(_ run: GlyphRun) -> String {
      let range = Int(run.text.lowerBound)..<Int(run.text.upperBound)
      return String(decoding: store.text[range], as: UTF8.self)
    }
    func leadsElsewhere(_ run: GlyphRun) -> Bool {
      guard run.link >= 0, case .anchor = store.links[Int(run.link)] else { return false }
      return true
    }
    let text = runs.map(characters).joined()
    var own = runs.filter { !leadsElsewhere($0) }.map(characters).joined()
    if line.endsInHyphen && !leadsElsewhere(last) && own.hasSuffix("-") { own.removeLast() }
    self.init(
      page: page, role: line.role, isInNote: line.isInNote, text: text, ownText: own,
      x: origin.x + first.x, y: origin.y,
      right: origin.x + last.x + last.width, endsInHyphen: line.endsInHyphen,
      space: line.setSpace, links: runs.filter { $0.link >= 0 }.map { store.links[Int($0.link)] },
      size: first.size)
  }
}

extension [SetLine] {
  /// The lines as running text: cut words joined, other lines one space apart.
  package var runningText: String {
    var text = ""
    for line in self {
      text += line.endsInHyphen ? String(line.text.dropLast()) : line.text + " "
    }
    return text.split(separator: " ").joined(separator: " ")
  }
}
