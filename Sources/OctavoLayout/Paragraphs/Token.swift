import OctavoText

/// A word or part of a word, shaped: the smallest piece that line breaking moves.
struct Token {
  /// What follows the token in the text.
  enum Follower: UInt8 {
    /// The next token follows without space or break.
    case nothing
    /// A word space, where a line may end.
    case space
    /// A word space that holds the words together.
    case tie
    /// No space, but a line may end, as after a dash or a hyphen.
    case breakpoint
    /// No space, a line may end, and justification may open the gap (between CJK characters).
    case gap
    /// A forced line end.
    case lineEnd
    /// The paragraph's end.
    case end
  }

  /// The shaped word; nil for the empty token before a leading space of verbatim text.
  var word: WordID?
  /// Byte range in the chapter's text.
  var start: Int32
  var length: Int32
  /// Index in the chapter's `StyleTable`.
  var style: Int32
  /// Index of the style of the space that follows.
  var spaceStyle: Int32
  /// Index in the chapter's links; -1 for none.
  var link: Int32
  /// Scaled points, tracking included.
  var width: Int32
  var follower: Follower
  /// Bidirectional embedding level; odd runs right to left.
  var level: UInt8
  /// Whether the token may be cut by hyphenation.
  var mayHyphenate: Bool
  /// Script and direction it was shaped with.
  var run: RunProperties
}

/// Where a line ends.
struct LineEnd {
  /// The line's last token, an index in the chapter's tokens.
  var token: Int32
  /// Bytes of that token that are still on the line; the token's length unless it is cut.
  var cut: Int32
  /// Whether a hyphen is added at the cut.
  var addsHyphen: Bool
}
