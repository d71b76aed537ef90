/// `front-matter`: where things stand on the pages made from the metadata.
enum FrontMatterKeys {
  private static let table = KeyTable("front-matter")

  static let halfTitleSink = sink("half-title-sink", 8, "the half title")
  static let titleSink = sink("title-sink", 7, "the title")
  static let authorGap = table.gridLines(
    "author-gap", 0...60, 4, "Grid lines from the title's last line to the author's.")
  static let dedicationSink = sink("dedication-sink", 9, "the dedication")
  static let epigraphSink = sink("epigraph-sink", 9, "the epigraph")
  static let contentsSink = sink("contents-sink", 4, "the contents' heading")

  static let all = [
    halfTitleSink.definition, titleSink.definition, authorGap.definition,
    dedicationSink.definition, epigraphSink.definition, contentsSink.definition,
  ]

  private static func sink(_ name: String, _ lines: Int, _ what: String) -> TemplateKey<Int> {
    table.gridLines(name, 0...60, lines, "Grid lines left free above \(what).")
  }
}
