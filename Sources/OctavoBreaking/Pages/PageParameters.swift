package import OctavoBase

/// The page a division is broken into, and what each departure from the ideal costs.
package struct PageParameters: Sendable {
  /// Distance of the baseline grid's lines.
  package var grid: Length
  /// Grid lines a full page holds.
  package var lines: Int
  /// Baseline distance of note lines.
  package var noteLeading: Length
  /// Least height between the text and the first note line: space, rule, space.
  package var noteSeparation: Length
  /// Whether the division begins on a right-hand page.
  package var startsOnRecto = true
  /// Whether spreads one line short or long may be chosen.
  package var allowsUnevenSpreads = true

  package var widowCost: Int64 = 1_000_000
  package var orphanCost: Int64 = 1_000_000
  /// For each line a page ends short of its spread, squared.
  package var unevenCost: Int64 = 20_000
  package var shortSpreadCost: Int64 = 3_000
  package var longSpreadCost: Int64 = 5_000
  package var hyphenCost: Int64 = 2_000
  /// For a last page with fewer than `lastPageLines` lines, a line missing.
  package var shortLastPageCost: Int64 = 8_000
  package var lastPageLines = 5
  package var splitNoteCost: Int64 = 10_000
  /// For a note that begins on the page after its call's, since one before it does not end in time:
  /// as a page five lines short.
  package var deferredNoteCost: Int64 = 500_000
  /// For a page break where `keepWithNext` or `keepTogether` forbids one.
  package var keepCost: Int64 = 5_000_000

  package init(grid: Length, lines: Int, noteLeading: Length, noteSeparation: Length) {
    self.grid = grid
    self.lines = lines
    self.noteLeading = noteLeading
    self.noteSeparation = noteSeparation
  }

  /// Height of the text block on a page of a spread set `target` lines longer.
  func capacity(target: Int8) -> Length { grid * (lines + Int(target)) }

  /// What one way to set the text so far may cost over the best before it is given up: as much as
  /// it could save the rest of the division.
  var pruningMargin: Int64 { max(widowCost, orphanCost) + 4 * unevenCost }

  /// How many note lines carried over a new page takes at most: as many as leave four lines of text.
  var carriedNoteLines: Int32 {
    let room = grid * max(lines - 4, 1) - noteSeparation
    return Int32(max(room.scaledPoints, 0) / noteLeading.scaledPoints)
  }
}
