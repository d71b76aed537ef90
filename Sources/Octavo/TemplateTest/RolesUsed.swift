import OctavoBook
import OctavoLayout
import OctavoStyle

/// Which roles a typeset book uses, and which its template gives it no occasion to use.
struct RolesUsed {
  /// Roles the template can use and the book does not.
  let missing: [StyleRole]
  /// Roles the template never asks for.
  let unasked: [StyleRole]

  init(_ result: TypesetResult) {
    let used = Self.ofLines(result.pages).union(Self.ofText(result.book, result.sheet))
    let sheet = result.sheet
    let known = StyleRole.allCases.filter { !used.contains($0) }
    unasked = known.filter { Self.isUnasked($0, sheet) }
    missing = known.filter { !Self.isUnasked($0, sheet) }
  }

  /// The roles that lines on the pages have.
  private static func ofLines(_ book: PagedBook) -> Set<StyleRole> {
    var used: Set<StyleRole> = []
    func add(_ items: [PageFragment.Item], _ store: FragmentStore) {
      for case .line(let index, _) in items { used.insert(store.lines[Int(index)].role) }
    }
    for division in book.divisions {
      for page in division.pages {
        add(page.items, division.store)
        add(page.furniture, book.furniture)
      }
    }
    // A call-out's kinds are set in its style, unless a template says more of them.
    if used.contains(where: \.isCallout) { used.insert(.callout) }
    return used
  }

  /// The roles within lines, which the pages no longer tell.
  private static func ofText(_ book: Book, _ sheet: StyleSheet) -> Set<StyleRole> {
    var used: Set<StyleRole> = []
    for division in book.divisions {
      if !division.notes.isEmpty { used.formUnion([.noteCall, .noteNumber]) }
      if division.kind == .chapter { used.formUnion(entry(sheet.openings.chapter.entry)) }
      TreeWalk.visit(division.blocks) { block in
        used.formUnion(roles(of: block, isNumbered: division.number != nil, sheet))
      } text: { inlines in
        TreeWalk.visit(inlines) { if let role = role(of: $0) { used.insert(role) } }
      }
    }
    return used
  }

  private static func entry(_ entry: Openings.Opening.Entry) -> [StyleRole] {
    switch entry {
    case .plain: []
    case .leadIn: [.leadIn]
    case .dropCap: [.dropCap, .leadIn]
    }
  }

  private static func roles(
    of block: Block, isNumbered: Bool, _ sheet: StyleSheet
  ) -> [StyleRole] {
    switch block.content {
    case .list: [.listMarker]
    case .heading: isNumbered && sheet.numbering.sections ? [.sectionNumber] : []
    case .figure, .table: block.attributes.id == nil ? [] : [.captionLabel]
    case .code(let code): roles(of: code, sheet)
    case .container(.theorem(let theorem), _): [.theoremLabel(theorem.style)]
    case .container(.bibliographyEntry(_?), _): [.bibliographyNumber]
    case .verse:
      VerseNumbering(block.attributes).hasNumbers ? [.verseNumber] : []
    default: []
    }
  }

  /// The classes of a block of code, and the mark of lines that no page holds.
  private static func roles(of code: CodeBlock, _ sheet: StyleSheet) -> [StyleRole] {
    let lines = code.highlightedLines
    let kinds = Set(lines.joined().compactMap(\.kind))
    let isLong = lines.contains { $0.reduce(0) { $0 + $1.text.count } > 150 }
    let marks = isLong && !sheet.blocks.continuationMark.isEmpty
    return kinds.map(StyleRole.code) + (marks ? [.codeContinuation] : [])
  }

  private static func role(of inline: Inline) -> StyleRole? {
    switch inline {
    case .code: .codeInline
    case .emphasis: .emphasis
    case .strong: .strong
    case .math: .math
    case .link, .reference: .link
    case .styled(.smallCaps, _): .smallCaps
    default: nil
    }
  }

  private static func isUnasked(_ role: StyleRole, _ sheet: StyleSheet) -> Bool {
    let openings = [sheet.openings.chapter, sheet.openings.section, sheet.openings.part]
    return switch role {
    case .dropCap: openings.allSatisfy { $0.entry != .dropCap }
    case .leadIn: openings.allSatisfy { $0.entry == .plain } || sheet[.leadIn].leadWords == 0
    case .contentsSection: sheet.contents.depth == 0
    case .sectionNumber: !sheet.numbering.sections
    case .chapterNumber: sheet.numbering.chapters == .none
    case .partNumber: sheet.numbering.parts == .none
    case .codeContinuation: sheet.blocks.continuationMark.isEmpty
    case .noteHeading: !sheet.notes.place.isGathered
    default: false
    }
  }
}
