import OctavoGeneration
import OctavoService

/// What a book rests on, for people and as JSON: its facts, its style, its topic.
enum BookText {
  /// A fact with the place of its chapter.
  struct TitledFact {
    let fact: Fact
    let number: Int
    let title: String
  }

  static func facts(_ facts: [TitledFact]) -> String {
    var (text, last) = ("", 0)
    for item in facts {
      if item.number != last { text += "\(item.number)  \(item.title)\n" }
      last = item.number
      text += "   \(item.fact.entity), \(item.fact.attribute): \(item.fact.value)\n"
      text += "      paragraph \(item.fact.paragraph): “\(item.fact.evidence)”\n"
    }
    return text.isEmpty ? "nothing is established yet\n" : text
  }

  static func json(_ item: TitledFact) -> JSONValue {
    .object([
      ("id", .string(item.fact.id)), ("chapter", .string(item.fact.chapter.text)),
      ("version", .number(Double(item.fact.version))), ("entity", .string(item.fact.entity)),
      ("attribute", .string(item.fact.attribute)), ("value", .string(item.fact.value)),
      ("paragraph", .number(Double(item.fact.paragraph))),
      ("evidence", .string(item.fact.evidence)),
    ])
  }

  static func style(_ style: ProseStyle?) -> String {
    guard let style else { return "the first chapter that is written sets the style\n" }
    return style.description + "\n\nSample:\n\n\(style.sample)\n"
  }

  static func json(_ style: ProseStyle?) -> JSONValue {
    guard let style else { return .null }
    return .object([
      ("description", .string(style.description)), ("sample", .string(style.sample)),
      ("banned", .array(style.banned.map { .string($0) })),
    ])
  }

  static func topic(_ stored: StoredBook) -> String {
    let parts = [stored.landscape?.description, stored.argument?.description].compactMap(\.self)
    return parts.isEmpty
      ? "the topic was not looked at yet\n" : parts.joined(separator: "\n\n") + "\n"
  }

  static func json(topicOf stored: StoredBook) -> JSONValue {
    func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    let landscape: JSONValue =
      stored.landscape.map { found in
        .object([
          (
            "themes",
            .array(
              found.themes.map {
                .object([("name", .string($0.name)), ("angle", .string($0.angle))])
              })
          ),
          ("questions", strings(found.questions)), ("overdone", strings(found.overdone)),
        ])
      } ?? .null
    let argument: JSONValue =
      stored.argument.map { found in
        .object([
          ("claim", .string(found.claim)), ("supports", strings(found.supports)),
          ("objections", strings(found.objections)),
        ])
      } ?? .null
    return .object([("landscape", landscape), ("thesis", argument)])
  }
}
