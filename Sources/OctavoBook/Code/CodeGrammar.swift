/// What a lexer must know of a language to tell its words apart: a row of the table of languages.
struct CodeGrammar: Sendable {
  /// How the language is read.
  enum Form: Sendable {
    /// Words, numbers, strings and comments.
    case program
    /// Tags with attributes between text.
    case markup
    /// Lines added and taken away.
    case difference
    /// Commands after a prompt, and what they print.
    case console
    /// Markdown and its like.
    case prose
  }

  /// A stretch between delimiters.
  struct Delimited: Sendable {
    let open: [UInt8]
    let close: [UInt8]
    var kind = CodeClass.string
    /// Whether a backslash keeps the byte after it.
    var hasEscapes = true
    var mayCrossLines = false
    /// Whether it holds others of its kind.
    var nests = false
    /// Whether it holds one character alone, as `'a'` beside the lifetime `'a`.
    var isCharacter = false

    init(_ open: String, _ close: String? = nil) {
      self.open = Array(open.utf8)
      self.close = Array((close ?? open).utf8)
    }
  }

  var form = Form.program
  var keywords: Set<String> = []
  var types: Set<String> = []
  /// Whether words are compared without regard to case.
  var ignoresCase = false
  /// What begins a comment to the line's end.
  var lineComments: [[UInt8]] = []
  /// Whether such a comment begins only after a blank or at a line's start.
  var commentsNeedBlank = false
  /// Tried in order, so that longer openings stand before their beginnings.
  var delimited: [Delimited] = []
  /// Words that belong to the string right after them, such as Python's `rb`.
  var stringPrefixes: Set<String> = []
  /// Bytes that make the word after them an attribute: `@` of annotations, `#` of directives.
  var attributeSigns: [UInt8] = []
  /// Bytes that make the word after them a keyword: TeX's backslash.
  var commandSigns: [UInt8] = []
  /// Bytes that stand within words besides letters, digits and the underscore.
  var wordExtras: [UInt8] = []
  /// Whether a capitalised word is a type.
  var hasCapitalTypes = false
  /// Whether a word before a parenthesis is a function.
  var hasCalls = true
  /// What stands between a key and its value; empty where the language has no keys.
  var keyEnds: [UInt8] = []
  /// Whether a blank or a line's end must follow the key's end.
  var keysNeedBlank = false
  /// Whether a line in brackets names a section.
  var hasSections = false
}

extension CodeGrammar {
  /// Words parted by blanks.
  static func words(_ list: String) -> Set<String> {
    Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// `"…"` and `'…'` on one line.
  static let quotes = [Delimited("\""), Delimited("'")]
  static let blockComment = comment("/*", "*/")

  static func comment(_ open: String, _ close: String, nests: Bool = false) -> Delimited {
    var comment = Delimited(open, close)
    comment.kind = .comment
    comment.hasEscapes = false
    comment.mayCrossLines = true
    comment.nests = nests
    return comment
  }

  /// A string over several lines.
  static func long(_ open: String, _ close: String? = nil, hasEscapes: Bool = true) -> Delimited {
    var string = Delimited(open, close)
    string.mayCrossLines = true
    string.hasEscapes = hasEscapes
    return string
  }

  static func raw(_ open: String, _ close: String? = nil) -> Delimited {
    var string = Delimited(open, close)
    string.hasEscapes = false
    return string
  }

  static func attribute(_ open: String, _ close: String) -> Delimited {
    var attribute = Delimited(open, close)
    attribute.kind = .attribute
    attribute.hasEscapes = false
    attribute.mayCrossLines = true
    return attribute
  }

  static let character: Delimited = {
    var character = Delimited("'")
    character.isCharacter = true
    return character
  }()

  /// A grammar of words, made by setting what differs from the plain one.
  static func program(
    _ keywords: String, types: String = "", comments: [String] = ["//"],
    _ delimited: [Delimited] = [blockComment] + quotes,
    _ change: (inout CodeGrammar) -> Void = { _ in }
  ) -> CodeGrammar {
    var grammar = CodeGrammar()
    grammar.keywords = words(keywords)
    grammar.types = words(types)
    grammar.lineComments = comments.map { Array($0.utf8) }
    grammar.delimited = delimited
    change(&grammar)
    return grammar
  }
}
