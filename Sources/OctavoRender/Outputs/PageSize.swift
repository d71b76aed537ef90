import OctavoBase

/// The page sizes the writers take.
enum PageSize {
  /// PDF readers need not show pages beyond 14,400 points (ISO 32000-1, annex C).
  private static let largest = Length(points: 14_400)

  static func check(_ size: Size) throws(OctavoError) {
    for side in [size.width, size.height] where side < Length(points: 1) || side > largest {
      throw OctavoError(
        .badInput, "render.page-size",
        "a page of \(size.width) by \(size.height) cannot be drawn; each side may be 1pt to 14400pt"
      )
    }
  }
}
