import OctavoBase
import OctavoBook

extension StyleResolver {
  /// The page of this book: its own trim where it states one that is right.
  mutating func page(_ metadata: BookMetadata) -> PageGeometry {
    let trim = bookTrim(metadata) ?? values[PageKeys.trim].size
    let top = length(PageKeys.top)
    let bottom = length(PageKeys.bottom)
    let firstBaseline = length(PageKeys.firstBaseline)
    // The last baseline may stand at the bottom margin's edge; descenders hang into it.
    let room = trim.height - top - bottom - firstBaseline
    let lines = Self.lines(in: room, grid: basis.grid)
    return PageGeometry(
      trim: trim, innerMargin: length(PageKeys.inner), outerMargin: length(PageKeys.outer),
      topMargin: top, bottomMargin: bottom, grid: basis.grid, firstBaseline: firstBaseline,
      lines: lines)
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
    return plan
  }
}
