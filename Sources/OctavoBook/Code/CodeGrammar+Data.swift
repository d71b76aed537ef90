/// Data, styles and markup.
extension CodeGrammar {
  static let json = program("false null true", comments: ["//"], [blockComment, Delimited("\"")]) {
    $0.keyEnds = [UInt8(ascii: ":")]
  }

  static let yaml = program("false no null true yes", comments: ["#"], quotes) {
    $0.commentsNeedBlank = true
    $0.hasCalls = false
    $0.keyEnds = [UInt8(ascii: ":")]
    $0.keysNeedBlank = true
    $0.attributeSigns = [UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!")]
    $0.wordExtras = Array("-./$".utf8)
  }

  static let toml = program(
    "false inf nan true", comments: ["#"],
    [long("\"\"\""), long("'''", hasEscapes: false)] + quotes
  ) {
    $0.hasCalls = false
    $0.keyEnds = [UInt8(ascii: "=")]
    $0.hasSections = true
    $0.wordExtras = [UInt8(ascii: "-"), UInt8(ascii: ".")]
  }

  static let ini = program("false no off on true yes", comments: ["#", ";"], [Delimited("\"")]) {
    $0.commentsNeedBlank = true
    $0.hasCalls = false
    $0.keyEnds = [UInt8(ascii: "="), UInt8(ascii: ":")]
    $0.hasSections = true
    $0.wordExtras = [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")]
  }

  static let css = program(
    "important inherit initial none auto unset", comments: ["//"], [blockComment] + quotes
  ) {
    $0.commentsNeedBlank = true
    $0.keyEnds = [UInt8(ascii: ":")]
    $0.keysNeedBlank = true
    $0.attributeSigns = [UInt8(ascii: "@"), UInt8(ascii: "$")]
    $0.wordExtras = [UInt8(ascii: "-")]
  }

  static let tex = program("", comments: ["%"], []) {
    $0.hasCalls = false
    $0.commandSigns = [UInt8(ascii: "\\")]
  }

  static let markup: CodeGrammar = {
    var grammar = CodeGrammar()
    grammar.form = .markup
    return grammar
  }()

  static let difference: CodeGrammar = {
    var grammar = CodeGrammar()
    grammar.form = .difference
    return grammar
  }()

  static let console: CodeGrammar = {
    var grammar = CodeGrammar()
    grammar.form = .console
    return grammar
  }()

  static let prose: CodeGrammar = {
    var grammar = CodeGrammar()
    grammar.form = .prose
    return grammar
  }()
}
