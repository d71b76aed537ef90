import OctavoText

/// All shaped text of one division: its characters, tokens and styles.
///
/// A class, because every step of the division's setter reads or fills the one text.
final class ChapterText {
  // One thread works here, in steps that never overlap: no checks at every word.
  /// The characters of every paragraph, one after the other.
  @exclusivity(unchecked) var bytes: ContiguousArray<UInt8> = []
  @exclusivity(unchecked) var tokens: ContiguousArray<Token> = []
  @exclusivity(unchecked) var styles: StyleTable
  var links: [LinkTarget] = []

  init(styles: StyleTable) { self.styles = styles }
}
