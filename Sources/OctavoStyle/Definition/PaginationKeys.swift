/// `pagination`: what page breaks cost, in demerits of one currency.
enum PaginationKeys {
  private static let table = KeyTable("pagination")

  static let widow = cost(
    "widow", 5_000_000, "A page's first line that ends a paragraph begun before it.")
  static let orphan = cost(
    "orphan", 5_000_000, "A page's last line that begins a paragraph ended after it.")
  static let unevenSpread = cost(
    "uneven-spread", 2_000_000, "A page one grid line short of the one it faces.")
  static let shortSpread = cost("short-spread", 40_000, "Both pages of a spread one line short.")
  static let longSpread = cost("long-spread", 60_000, "Both pages of a spread one line long.")
  static let hyphenAtPageEnd = cost(
    "hyphen-at-page-end", 50_000, "A page that ends in a hyphen; on a recto twice.")
  static let shortLastPage = cost(
    "short-last-page", 500_000, "A chapter's last page with fewer than last-page-lines lines.")
  static let lastPageLines = table.integer(
    "last-page-lines", 0...60, 5, "Fewest lines a chapter's last page should hold.")
  static let variant = cost(
    "variant", 10_000, "A paragraph set one line longer or shorter than its best.")
  static let splitNote = cost(
    "split-note", 1_000_000, "A footnote that runs over to the next page.")

  static let all = [
    widow.definition, orphan.definition, unevenSpread.definition, shortSpread.definition,
    longSpread.definition, hyphenAtPageEnd.definition, shortLastPage.definition,
    lastPageLines.definition, variant.definition, splitNote.definition,
  ]

  private static func cost(
    _ name: String, _ value: Int, _ documentation: String
  ) -> TemplateKey<Int> {
    table.integer(name, 0...1_000_000_000, value, documentation)
  }
}
