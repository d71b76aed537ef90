import OctavoBase
import OctavoBook

extension StyleResolver {
  /// The page of this book by its number of pages, thinnest first: its own trim where it states one
  /// that is right.
  mutating func pages(_ metadata: BookMetadata) -> [PageStep] {
    let trim = bookTrim(metadata) ?? values[PageKeys.trim].size
    let keys = [PageKeys.inner, PageKeys.outer, PageKeys.top, PageKeys.bottom]
    var counts: Set<Int> = [1]
    for key in keys { counts.formUnion(values[key].steps.dropFirst().map(\.pages)) }
    return counts.sorted().map { PageStep(pages: $0, page: page(trim, pages: $0)) }
  }

  /// The page of a book of so many pages.
  private mutating func page(_ trim: Size, pages: Int) -> PageGeometry {
    let top = margin(PageKeys.top, pages: pages, of: trim.height)
    let bottom = margin(PageKeys.bottom, pages: pages, of: trim.height)
    let firstBaseline = length(PageKeys.firstBaseline)
    // The last baseline may stand at the bottom margin's edge; descenders hang into it.
    let room = trim.height - top - bottom - firstBaseline
    let lines = Self.lines(in: room, grid: basis.grid)
    let sides = sides(trim, pages: pages)
    return PageGeometry(
      trim: trim, innerMargin: sides.inner, outerMargin: sides.outer,
      topMargin: top, bottomMargin: bottom, grid: basis.grid, firstBaseline: firstBaseline,
      lines: lines)
  }

  /// The margins at the sides, wide enough that the measure keeps to its limit.
  private mutating func sides(_ trim: Size, pages: Int) -> (inner: Length, outer: Length) {
    let inner = margin(PageKeys.inner, pages: pages, of: trim.width)
    let outer = margin(PageKeys.outer, pages: pages, of: trim.width)
    let limit = length(PageKeys.measureLimit)
    let excess = trim.width - inner - outer - limit
    guard limit > .zero, excess > .zero else { return (inner, outer) }
    let both = max(inner + outer, Length(points: 1)).scaledPoints
    let gain = excess.scaled(Int(inner.scaledPoints), Int(both))
    return (inner + gain, outer + excess - gain)
  }

  private mutating func margin(
    _ key: TemplateKey<SpecifiedMargin>, pages: Int, of side: Length
  ) -> Length {
    lengths.absolute(
      values[key].amount(pages: pages), of: key, on: basis, side: side,
      at: values.culprit(key.path))
  }

  /// The grid lines from a first baseline to a last one `room` below it.
  static func lines(in room: Length, grid: Length) -> Int {
    room < .zero ? 0 : Int(room.scaledPoints / grid.scaledPoints) + 1
  }

  private mutating func bookTrim(_ metadata: BookMetadata) -> Size? {
    guard let text = metadata.trim else { return nil }
    let reader = ValueReader(key: "trim", kind: .trim)
    switch reader.read(ScalarText(text: text, isQuoted: true)) {
    case .success(.trim(let trim)): return trim.size
    case .failure(let fault):
      diagnostics.append(fault.problem.diagnostic(at: metadata.spans["trim"]))
      return nil
    case .success: return nil
    }
  }

  mutating func fonts() -> FontPlan {
    var families: [String: [String]] = [:]
    var places: [String: SourceSpan] = [:]
    for role in values.fontRoles {
      let key = FontKeys.roles.first { $0.path.components[1] == role }
      let path = TemplatePath(["fonts", role])
      let stated = values.stated(path).flatMap { [String](specified: $0.value) }
      families[role] = stated ?? key?.defaultValue ?? []
      for family in stated ?? [] where places[family] == nil {
        places[family] = values.stated(path)?.span
      }
    }
    let fallbacks = values[FontKeys.fallbacks]
    for family in fallbacks where places[family] == nil {
      places[family] = values.stated(FontKeys.fallbacks.path)?.span
    }
    var plan = FontPlan(families: families, fallbacks: fallbacks)
    plan.places = places
    plan.embedding = values[EbookKeys.fonts]
    return plan
  }
}
