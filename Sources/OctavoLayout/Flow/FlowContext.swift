import OctavoBase
import OctavoBook
import OctavoStyle
import OctavoText

extension FlowBuilder {
  /// Where in nested blocks the builder is.
  struct Context {
    /// What plain paragraphs are.
    var role: StyleRole = .body
    var insetLeft: Length = .zero
    var insetRight: Length = .zero
    /// Depth of lists.
    var depth = 0
    /// Whether paragraphs are set without space and indent, as in tight lists.
    var isTight = false
    /// How numbered lists at this place are numbered.
    var numbering: ListNumbering
    /// The language and the direction that blocks around give; nil and `fromText` for none.
    var language: LanguageTag?
    var direction = BaseDirection.fromText
  }

  /// The division's outermost blocks.
  var outermost: Context { Context(numbering: ListNumbering(sheet)) }
}
