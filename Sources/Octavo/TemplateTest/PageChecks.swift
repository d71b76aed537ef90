import OctavoBase
import OctavoBook
import OctavoLayout
import OctavoStyle

/// Measures what stands on a book's pages against what its template promises.
struct PageChecks {
  let book: PagedBook
  let sheet: StyleSheet

  /// A page and what is known of it.
  private struct Place {
    let page: PageFragment
    let division: PagedDivision
    /// In the whole book, from 0.
    let number: Int
    let isLast: Bool

    var isRecto: Bool { number % 2 == 0 }
  }

  /// A line with its place on a page.
  private struct PlacedLine {
    let line: LineFragment
    let runs: ArraySlice<GlyphRun>
    let at: Point

    var left: Length { runs.map { at.x + $0.x }.min() ?? at.x }
    var right: Length { runs.map { at.x + $0.x + $0.width }.max() ?? at.x }
  }

  func findings() -> [TemplateTest.Finding] {
    var findings: [TemplateTest.Finding] = []
    for division in book.divisions {
      for (index, page) in division.pages.enumerated() {
        let place = Place(
          page: page, division: division, number: division.firstPage + index,
          isLast: index == division.pages.count - 1)
        findings += self.findings(place)
      }
    }
    return findings
  }

  private func findings(_ place: Place) -> [TemplateTest.Finding] {
    let lines = lines(place.page.items, division: place.division.store)
    let heads = headLines(place.page.furniture)
    return overflows(lines, heads, place) + boxes(place) + sizes(lines + heads, place)
      + drifts(lines, place) + stranded(lines, place)
  }

  private func lines(
    _ items: [PageFragment.Item], division store: FragmentStore
  ) -> [PlacedLine] {
    items.compactMap { item in
      guard case .line(let index, let at) = item else { return nil }
      let line = store.lines[Int(index)]
      let runs = store.runs[Int(line.runs.lowerBound)..<Int(line.runs.upperBound)]
      return PlacedLine(line: line, runs: runs, at: at)
    }
  }

  private func headLines(_ items: [PageFragment.Item]) -> [PlacedLine] {
    lines(items, division: book.furniture)
  }

  private func finding(
    _ check: TemplateTest.Check, _ place: Place, _ message: String
  ) -> TemplateTest.Finding {
    TemplateTest.Finding(check: check, page: place.number + 1, message: message)
  }
}

// Out of place.
extension PageChecks {
  /// How far hanging punctuation may stand beside the text block.
  private var hang: Length { sheet[.body].text.size / 2 }

  /// No printer takes anything nearer to the trimmed edge.
  private static let safeEdge = Length(points: 18)

  private func overflows(
    _ lines: [PlacedLine], _ heads: [PlacedLine], _ place: Place
  ) -> [TemplateTest.Finding] {
    let page = sheet.page
    let left = page.left(isRecto: place.isRecto)
    // A spread may be a line longer than the others.
    let foot = page.topMargin + page.firstBaseline + page.grid * page.lines
    var findings: [TemplateTest.Finding] = []
    for line in lines where !line.line.isDecoration {
      let beside = max(left - line.left, line.right - left - page.measure)
      if beside > hang {
        findings.append(
          finding(
            .overflow, place, "a line of \(role(line)) stands \(beside) beside the text block"))
      }
      if line.at.y > foot {
        findings.append(
          finding(
            .overflow, place, "a line of \(role(line)) stands \(line.at.y - foot) below the page"))
      }
    }
    for head in heads {
      let near = min(head.left, page.trim.width - head.right)
      if near < Self.safeEdge {
        findings.append(
          finding(.overflow, place, "\(role(head)) stands \(near) from the trimmed edge"))
      }
    }
    return findings
  }

  /// Pictures, rules and grounds beyond the text block, or near the edge.
  private func boxes(_ place: Place) -> [TemplateTest.Finding] {
    let page = sheet.page
    return place.page.items.compactMap { item in
      let (frame, name): (Rect, String)
      switch item {
      case .line: return nil
      case .rule(let rect, _): (frame, name) = (rect, "a rule or a ground")
      case .image(let image): (frame, name) = (image.frame, "a picture")
      }
      let near =
        [
          frame.origin.x, frame.origin.y, page.trim.width - frame.origin.x - frame.size.width,
          page.trim.height - frame.origin.y - frame.size.height,
        ].min() ?? .zero
      guard near < Self.safeEdge else { return nil }
      return finding(.overflow, place, "\(name) stands \(near) from the trimmed edge")
    }
  }
}

// Sizes, the grid and headings.
extension PageChecks {
  private func sizes(_ lines: [PlacedLine], _ place: Place) -> [TemplateTest.Finding] {
    var seen: Set<String> = []
    var findings: [TemplateTest.Finding] = []
    for line in lines where !line.line.isDecoration {
      for run in line.runs {
        let isRaised = run.rise != .zero
        let least = isRaised ? TemplateTest.leastRaisedSize : TemplateTest.leastSize
        let message =
          "type of \(run.size)\(isRaised ? ", raised or lowered," : "") stands in \(role(line))"
        if run.size < least, seen.insert(message).inserted {
          findings.append(finding(.typeSize, place, message))
        }
      }
    }
    return findings
  }

  private func drifts(_ lines: [PlacedLine], _ place: Place) -> [TemplateTest.Finding] {
    let page = sheet.page
    return lines.compactMap { line in
      guard line.line.role == .body || line.line.role == .bodyFirst,
        sheet[line.line.role].leading == page.grid
      else { return nil }
      let rest =
        (line.at.y - page.topMargin - page.firstBaseline).scaledPoints % page.grid.scaledPoints
      let drift = Length(
        scaledPoints: min(abs(rest), page.grid.scaledPoints - abs(rest)))
      guard drift >= TemplateTest.mostDrift else { return nil }
      return finding(.grid, place, "a line of \(role(line)) stands \(drift) off the grid")
    }
  }

  private static let headings: Set<StyleRole> = [
    .chapterNumber, .chapterTitle, .chapterSubtitle, .section1, .section2, .section3, .section4,
    .section5, .calloutTitle, .term, .contentsPart, .contentsHeading,
  ]

  /// A heading that the page's last line of text is, with more to come overleaf.
  private func stranded(_ lines: [PlacedLine], _ place: Place) -> [TemplateTest.Finding] {
    guard !place.isLast, place.division.kind != .part else { return [] }
    let text = lines.filter { $0.line.role != .note && !$0.line.isDecoration }
    guard let last = text.max(by: { $0.at.y < $1.at.y }), Self.headings.contains(last.line.role)
    else { return [] }
    return [finding(.headings, place, "\(role(last)) is the page's last line")]
  }

  private func role(_ line: PlacedLine) -> String { line.line.role.rawValue }
}
