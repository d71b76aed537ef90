import OctavoBase
import Testing

@testable import OctavoBreaking

/// What must hold of every plan, whatever the material.
struct PlanChecks {
  let material: PageMaterial
  let parameters: PageParameters
  let plan: PagePlan

  /// Checks that nothing is lost, doubled or out of order.
  func checkCompleteness(_ name: Comment) {
    everyLineOnceInOrder(name)
    everyNoteLineOnceInOrder(name)
  }

  /// Checks all; for material whose every line fits a page together with its notes.
  func check(_ name: Comment) {
    checkCompleteness(name)
    noPageTooDeep(name)
    notesBelowTheirCalls(name)
    splitNotesKeepTwoLines(name)
  }

  private func everyLineOnceInOrder(_ name: Comment) {
    var expected: [Range<Int32>] = []
    for index in material.blocks.indices {
      guard let chosen = plan.variant(of: index) else {
        Issue.record("\(name): block \(index) is on no page")
        return
      }
      #expect(material.blocks[index].variants.contains(chosen), name)
      expected.append(material.variants[Int(chosen)].lines)
    }
    let placed = plan.pages.flatMap(\.slices).flatMap(\.lines)
    #expect(placed == expected.flatMap { $0 }, name)
  }

  private func everyNoteLineOnceInOrder(_ name: Comment) {
    var placed: [[Int32]] = material.notes.map { _ in [] }
    for slice in plan.pages.flatMap(\.notes) { placed[Int(slice.note)] += slice.lines }
    for (note, lines) in zip(material.notes, placed) {
      #expect(lines == Array(0..<note.lineCount), name)
    }
  }

  /// Text and notes fit the page, unless a single line with its notes does not fit any page.
  private func noPageTooDeep(_ name: Comment) {
    for (number, page) in plan.pages.enumerated() {
      let noteLines = page.notes.reduce(0) { $0 + $1.lines.count }
      var depth = page.depth
      if noteLines > 0 {
        depth += parameters.noteSeparation + parameters.noteLeading * noteLines
      }
      let lines = page.slices.reduce(0) { $0 + $1.lines.count }
      let capacity = parameters.grid * (parameters.lines + Int(page.target))
      #expect(depth <= capacity || lines == 1, "\(name): page \(number) is too deep")
    }
  }

  /// Every note begins on its call's page, unless one before it goes on; then it is the next.
  private func notesBelowTheirCalls(_ name: Comment) {
    var waiting: [Int32] = []
    for (number, page) in plan.pages.enumerated() {
      let called = page.slices.flatMap(\.lines).flatMap { material.lines[Int($0)].notes }
      let begun = page.notes.filter { $0.lines.lowerBound == 0 }.map(\.note)
      let due = waiting + called
      #expect(due.starts(with: begun), "\(name): page \(number) sets notes out of order")
      waiting = Array(due.dropFirst(begun.count))
      let goesOn = page.notes.last.map {
        $0.lines.upperBound < material.notes[Int($0.note)].lineCount
      }
      if plan.lineCounts[number] > 1 {
        #expect(waiting.isEmpty || goesOn == true, "\(name): page \(number) misses a note")
      }
      let carried = page.notes.map { $0.lines.lowerBound > 0 }
      #expect(
        carried.lastIndex(of: true) ?? 0 <= (carried.firstIndex(of: false) ?? carried.count),
        "\(name): page \(number) sets a new note before a carried one")
    }
  }

  private func splitNotesKeepTwoLines(_ name: Comment) {
    for (number, page) in plan.pages.enumerated() {
      for slice in page.notes
      where slice.lines.upperBound < material.notes[Int(slice.note)].lineCount {
        guard plan.lineCounts[number] > 1, slice.lines.lowerBound == 0 else { continue }
        let rest = material.notes[Int(slice.note)].lineCount - slice.lines.upperBound
        #expect(slice.lines.count >= 2 && rest >= 2, "\(name): page \(number) splits a note badly")
      }
    }
  }

  /// Blocks cut so that a first or last line stands alone: place of the cut by block.
  var stragglers: [String] {
    plan.pages.flatMap(\.slices).flatMap { slice -> [String] in
      let all = material.variants[Int(slice.variant)].lines
      let block = material.blocks[Int(slice.block)]
      var found: [String] = []
      if slice.lines.lowerBound == all.lowerBound, slice.lines.upperBound < all.upperBound,
        slice.lines.count < block.orphans
      {
        found.append("orphan in block \(slice.block)")
      }
      if slice.lines.upperBound == all.upperBound, slice.lines.lowerBound > all.lowerBound,
        slice.lines.count < block.widows
      {
        found.append("widow in block \(slice.block)")
      }
      return found
    }
  }
}
