import OctavoBook
import OctavoStyle

/// Where divisions begin, one after the other: on which side, and after which blank page.
struct DivisionSides {
  /// Pages so far.
  private var pages = 0
  private var isArabic = false
  /// Whether the division before is a part that opens on a recto: its back stays blank.
  private var followsPart = false

  struct Start {
    let isRecto: Bool
    /// Whether it is a recto whatever stands before.
    let isFixed: Bool
    /// Whether the page before it is left blank for that.
    let followsBlank: Bool
    /// Whether the arabic folios begin with it.
    let beginsArabic: Bool
  }

  /// Goes on to the next division, whose pages are to be added before the one after it begins.
  mutating func begin(_ division: Division, _ sheet: StyleSheet) -> Start {
    let opensOnRecto = FlowBuilder.opening(division, sheet).side == .recto
    let beginsArabic = !isArabic && division.matter != .front
    let isFixed = opensOnRecto || beginsArabic || followsPart
    let followsBlank = isFixed && pages % 2 != 0
    if followsBlank { pages += 1 }
    isArabic = isArabic || beginsArabic
    followsPart = division.kind == .part && opensOnRecto
    return Start(
      isRecto: pages % 2 == 0, isFixed: isFixed, followsBlank: followsBlank,
      beginsArabic: beginsArabic)
  }

  /// The pages of the division begun last.
  mutating func add(pages count: Int) { pages += count }
}
