import OctavoBook

/// The markers of the printed pages that begin in a division, in order, as its text reaches them.
struct PageMarkers: Sendable {
  /// A page's marker.
  struct Marker: Sendable {
    let place: ReadingPlace
    let label: String
    let id: String
  }

  private let markers: [Marker]
  private var next = 0

  /// The markers of the division with an index.
  init(division: Int, in map: PageMap, ids: IdentifierTable) {
    var markers: [Marker] = []
    for (index, page) in map.pages.enumerated() where page.division == division {
      markers.append(
        Marker(
          place: ReadingPlace(word: page.word, character: page.character), label: page.label,
          id: ids.pages[index]))
    }
    self.markers = markers
  }

  /// Whether a marker stands within the next `count` words of a place.
  @inline(__always)
  func isNear(_ place: ReadingPlace, words count: Int) -> Bool {
    next < markers.count && markers[next].place.word <= place.word + count
  }

  /// The next marker, where the text has reached it.
  mutating func take(at place: ReadingPlace) -> Marker? {
    guard next < markers.count, markers[next].place <= place else { return nil }
    next += 1
    return markers[next - 1]
  }

  /// The next marker, reached or not.
  mutating func takeAny() -> Marker? {
    take(at: ReadingPlace(word: .max, character: .max))
  }
}
