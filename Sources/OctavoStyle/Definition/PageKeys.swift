import OctavoBase

/// `page`: the trimmed page, its margins and its grid.
enum PageKeys {
  private static let page = KeyTable("page")
  private static let margins = KeyTable("page", "margins")

  static let trim = page.trim(
    "trim", "6x9in",
    "The trimmed page: a name such as a5, or WIDTHxHEIGHT with unit. The book's own comes first."
  )
  static let inner = margins.margin(
    "inner", 0...720, SpecifiedLength(20, .millimetre), "The margin at the binding edge.")
  static let outer = margins.margin(
    "outer", 0...720, SpecifiedLength(20, .millimetre), "The margin at the fore edge.")
  static let top = margins.margin(
    "top", 0...720, SpecifiedLength(18, .millimetre),
    "From the trimmed edge to the top of the text block; the running head stands in it.")
  static let bottom = margins.margin(
    "bottom", 0...720, SpecifiedLength(22, .millimetre),
    "From the last baseline to the trimmed edge, at least: what the grid leaves over is added.")
  static let measureLimit = page.length(
    "measure-limit", 0...1440, .zero,
    "The widest measure; what a wider trim leaves goes to the margins at the sides; 0pt: no limit.")
  static let grid = page.absoluteLength(
    "grid", 4...144, SpecifiedLength(14, .point),
    "Distance of the baseline grid's lines, the unit gr; body text stands on it.")
  static let firstBaseline = page.length(
    "first-baseline", 0...144, SpecifiedLength(10, .point),
    "From the top of the text block to its first baseline.")

  static let all = [
    trim.definition, inner.definition, outer.definition, top.definition, bottom.definition,
    measureLimit.definition, grid.definition, firstBaseline.definition,
  ]
}
