public import OctavoBase

/// A piece of running text inside a block.
public indirect enum Inline: Sendable {
  /// Characters after smart punctuation; never empty, no line ends.
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  /// Small capitals, superscript and subscript (`[text]{.smallcaps}` and the like).
  case styled(TextEffect, [Inline])
  /// Verbatim, in the code face.
  case code(String)
  /// A link to a URL.
  case link(url: String, [Inline])
  /// A reference to a labelled place in the book; see `Reference`.
  case reference(Reference)
  case image(Image)
  /// A call of the division's note with this index.
  case noteCall(Int)
  /// A line end in the source: set as a word space.
  case softBreak
  /// A forced line end.
  case lineBreak
  /// Inline mathematics, as TeX source.
  case math(String)
  /// An invisible mark for the index.
  case indexMark(IndexMark)
  /// A mention of works of the bibliography.
  case citation(Citation)
  /// A span with attributes that has no effect of its own; a class may be styled by the template.
  case span(Attributes, [Inline])
}

/// A change of the letters that `[text]{.class}` asks for; the raw value is the class.
public enum TextEffect: String, Sendable, Hashable, CaseIterable {
  case smallCaps = "smallcaps"
  case superscript
  case `subscript`
}

/// A cross reference.
public struct Reference: Sendable {
  /// What a reference prints.
  public enum Form: Sendable, Hashable {
    /// `[@fig:whale]`: the target's number with its kind's word, such as “figure 3”.
    case number
    /// `[](#id)`: the target's title.
    case title
    /// `[text](#id)`: the text given, linked.
    case text
    /// The page the target stands on.
    case page
  }

  /// The id of the place referred to, without `#` or `@`.
  public let target: String
  /// What the reference prints.
  public let form: Form
  /// The link's own text for `Form.text`; empty otherwise.
  public let text: [Inline]
  /// The reference in its source, for diagnostics.
  public let span: SourceSpan
  /// Whether it is the first word of a sentence, so that what it prints begins with a capital.
  public var beginsSentence = false

  /// Makes a reference to the place with the id `target`.
  public init(target: String, form: Form, text: [Inline] = [], span: SourceSpan) {
    self.target = target
    self.form = form
    self.text = text
    self.span = span
  }
}

extension Inline {
  /// The characters a reader sees in `inlines`, without structure; notes and images give nothing.
  public static func plainText(_ inlines: [Inline]) -> String {
    inlines.map(\.plainText).joined()
  }

  private var plainText: String {
    switch self {
    case .text(let text), .code(let text), .math(let text): text
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
      .styled(_, let inner), .link(_, let inner), .span(_, let inner):
      Inline.plainText(inner)
    case .reference(let reference): Inline.plainText(reference.text)
    case .citation(let citation): Inline.plainText(citation.printed)
    case .softBreak, .lineBreak: " "
    case .image, .noteCall, .indexMark: ""
    }
  }
}
