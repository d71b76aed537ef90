import OctavoText

/// All shaped text of one division: its characters, tokens and styles.
struct ChapterText {
  /// The characters of every paragraph, one after the other.
  var bytes: ContiguousArray<UInt8> = []
  var tokens: ContiguousArray<Token> = []
  var styles: StyleTable
  var links: [LinkTarget] = []
}
