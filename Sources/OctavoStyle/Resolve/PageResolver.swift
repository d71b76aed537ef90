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
    let lines = room < .zero ? 0 : Int(room.scaledPoints / basis.grid.scaledPoints) + 1
    return PageGeometry(
      trim: trim, innerMargin: length(PageKeys.inner), outerMargin: length(PageKeys.outer),
      topMargin: top, bottomMargin: bottom, grid: basis.grid, firstBaseline: firstBaseline,
      lines: lines)
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
    for role in values.fontRoles {
      let key = FontKeys.roles.first { $0.path.components[1] == role }
      let path = TemplatePath(["fonts", role])
      let stated = values.stated(path).flatMap { [String](specified: $0.value) }
      families[role] = stated ?? key?.defaultValue ?? []
    }
    return FontPlan(families: families, fallbacks: values[FontKeys.fallbacks])
  }
}
