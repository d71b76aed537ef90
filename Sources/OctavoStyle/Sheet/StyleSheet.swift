public import OctavoBase

/// A template resolved for one book: every value absolute, nothing left to look up.
///
/// Made by `StyleResolver`; read by layout and by the e-book writers. Immutable.
/// A class because it is large and everything that sets type holds it: copies would cost more than
/// the type.
public final class StyleSheet: Sendable {
  /// The template's name, for messages.
  public let name: String
  /// Where the template and those it extends stand, base first: their own fonts and art are there.
  public let folders: [String]
  /// The trimmed page, its margins and the baseline grid.
  public let page: PageGeometry
  /// The page by the book's number of pages, thinnest first; never empty.
  package let pageSteps: [PageStep]
  /// Every font family the template may use, in the template's order of roles.
  public let fonts: FontPlan
  /// One style a role; every role of `StyleRole.allCases` has one.
  public let styles: [StyleRole: ParagraphStyle]
  /// How parts, chapters and sections begin.
  public let openings: Openings
  /// What stands above and below the text block.
  public let runningHeads: RunningHeads
  /// How the table of contents looks.
  public let contents: ContentsDesign
  /// How footnotes look.
  public let notes: NoteDesign
  /// How tables are ruled.
  public let tables: TableDesign
  /// How chapters and parts are counted.
  public let numbering: Numbering
  /// How lines are broken.
  public let breaking: LineSettings
  /// What a page break costs.
  public let pagination: PageSettings
  /// What marks scene breaks and chapter openings.
  public let ornaments: Ornaments
  /// Where things stand on the pages made from the metadata.
  public let frontMatter: FrontMatterDesign
  /// How listings, tables and lists are set.
  public let blocks: BlockDesign

  /// Makes a sheet from its resolved values.
  public convenience init(
    name: String, folders: [String] = [], page: PageGeometry, fonts: FontPlan,
    styles: [StyleRole: ParagraphStyle],
    openings: Openings, runningHeads: RunningHeads, contents: ContentsDesign, notes: NoteDesign,
    tables: TableDesign = TableDesign(),
    numbering: Numbering, breaking: LineSettings, pagination: PageSettings, ornaments: Ornaments,
    frontMatter: FrontMatterDesign, blocks: BlockDesign
  ) {
    self.init(
      name: name, folders: folders, pages: [PageStep(pages: 1, page: page)], fonts: fonts,
      styles: styles, openings: openings, runningHeads: runningHeads, contents: contents,
      notes: notes, tables: tables, numbering: numbering, breaking: breaking,
      pagination: pagination, ornaments: ornaments, frontMatter: frontMatter, blocks: blocks)
  }

  /// Makes a sheet whose page depends on the book's number of pages.
  ///
  /// - Parameter count: the book's pages.
  package init(
    name: String, folders: [String], pages: [PageStep], count: Int = 1, fonts: FontPlan,
    styles: [StyleRole: ParagraphStyle],
    openings: Openings, runningHeads: RunningHeads, contents: ContentsDesign, notes: NoteDesign,
    tables: TableDesign,
    numbering: Numbering, breaking: LineSettings, pagination: PageSettings, ornaments: Ornaments,
    frontMatter: FrontMatterDesign, blocks: BlockDesign
  ) {
    self.name = name
    self.folders = folders
    pageSteps = pages
    page = pages.last { $0.pages <= count }?.page ?? pages[0].page
    self.fonts = fonts
    self.styles = styles
    self.openings = openings
    self.runningHeads = runningHeads
    self.contents = contents
    self.notes = notes
    self.tables = tables
    self.numbering = numbering
    self.breaking = breaking
    self.pagination = pagination
    self.ornaments = ornaments
    self.frontMatter = frontMatter
    self.blocks = blocks
  }

  /// The style of a role.
  public subscript(role: StyleRole) -> ParagraphStyle {
    guard let style = styles[role] else { preconditionFailure("no style for \(role.rawValue)") }
    return style
  }
}

/// The page of books of at least so many pages.
package struct PageStep: Sendable, Hashable {
  /// Fewest pages, from 1.
  package let pages: Int
  /// Their page.
  package let page: PageGeometry
}

extension StyleSheet {
  /// The sheet with the page of a book of so many pages.
  package func fitted(toPages count: Int) -> StyleSheet {
    StyleSheet(
      name: name, folders: folders, pages: pageSteps, count: count, fonts: fonts, styles: styles,
      openings: openings, runningHeads: runningHeads, contents: contents, notes: notes,
      tables: tables, numbering: numbering, breaking: breaking, pagination: pagination,
      ornaments: ornaments, frontMatter: frontMatter, blocks: blocks)
  }
}

/// The trimmed page and the text block on it.
public struct PageGeometry: Sendable, Hashable {
  /// The page after cutting.
  public let trim: Size
  /// At the binding edge.
  public let innerMargin: Length
  /// At the fore edge.
  public let outerMargin: Length
  /// From the trimmed edge to the top of the text block.
  public let topMargin: Length
  /// From the foot of the text block to the trimmed edge, at least; what the grid leaves over
  /// falls here.
  public let bottomMargin: Length
  /// Distance of the baseline grid's lines.
  public let grid: Length
  /// From the text block's top to its first baseline.
  public let firstBaseline: Length
  /// Grid lines a full page holds.
  public let lines: Int

  /// Makes a page from its resolved values.
  public init(
    trim: Size, innerMargin: Length, outerMargin: Length, topMargin: Length, bottomMargin: Length,
    grid: Length, firstBaseline: Length, lines: Int
  ) {
    self.trim = trim
    self.innerMargin = innerMargin
    self.outerMargin = outerMargin
    self.topMargin = topMargin
    self.bottomMargin = bottomMargin
    self.grid = grid
    self.firstBaseline = firstBaseline
    self.lines = lines
  }

  /// The width of the text block.
  public var measure: Length { trim.width - innerMargin - outerMargin }

  /// The text block's left edge on a recto (odd, right-hand) or verso page.
  public func left(isRecto: Bool) -> Length { isRecto ? innerMargin : outerMargin }
}

/// The families the template names, by font role (`text`, `heading`, `code`, `symbols` …).
public struct FontPlan: Sendable, Hashable {
  /// Families for a role, the first that covers a character wins; after them come all `fallbacks`.
  public let families: [String: [String]]
  /// Families tried for characters no family of the role covers, in order.
  public let fallbacks: [String]
  /// Where a template names a family, or the list it is in; families that are built in have none.
  package var places: [String: SourceSpan] = [:]
  /// Which of the families an e-book carries.
  package var embedding = FontEmbedding.none

  /// Makes a plan from the families of each role.
  public init(families: [String: [String]], fallbacks: [String]) {
    self.families = families
    self.fallbacks = fallbacks
  }

  /// All families to try for a role, in order, each once.
  public func stack(for role: String) -> [String] {
    var seen: Set<String> = []
    return ((families[role] ?? families["text"] ?? []) + fallbacks).filter {
      seen.insert($0).inserted
    }
  }
}

/// Which of a template's fonts an e-book carries.
package enum FontEmbedding: String, Sendable, Hashable, CaseIterable {
  /// None: all is set in the reader's own faces.
  case none
  /// Those of titles and heads; the text is set in the reader's own face.
  case heads
  /// All, in which the text is set as long as the reader chooses no other.
  case all
}
