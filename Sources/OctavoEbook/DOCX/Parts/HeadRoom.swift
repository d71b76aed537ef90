import OctavoBase
import OctavoStyle

/// How long a running head may be beside its folio: one that wraps would push into the text.
struct HeadRoom {
  /// In characters, reckoned generously: a document's fonts are the reader's own.
  private let characters: Int

  init(_ sheet: StyleSheet) {
    let text = sheet[.runningHeadRecto].text
    let share = text.letterCase == .asWritten ? 50 : 66
    let width = text.size.scaled(share, 100) + text.size.scaled(text.tracking, 1_000)
    let room = sheet.page.measure - text.size * 6
    characters = max(room.steps(of: width), 12)
  }

  /// Whether a title stands on one line.
  func holds(_ title: String) -> Bool {
    // No title has more characters than bytes, which are quicker counted.
    title.utf8.count <= characters || title.count <= characters
  }

  /// The title, or as many of its first words as have room, and an ellipsis.
  func shortened(_ title: String) -> String {
    guard !holds(title) else { return title }
    var words = title.split(separator: " ")
    while words.count > 1 {
      words.removeLast()
      let kept = words.joined(separator: " ")
      let shown = kept.reversed().drop { ",;:.—–(".contains($0) }.reversed()
      if shown.count < characters { return String(shown) + "…" }
    }
    return String(title.prefix(characters - 1)) + "…"
  }
}
