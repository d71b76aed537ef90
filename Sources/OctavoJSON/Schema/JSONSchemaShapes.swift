/// Shapes written in Swift: what the service takes and gives, from which its checks and its published
/// schemas both come.
extension JSONSchema {
  /// A text of so many characters (Unicode scalars).
  package static func text(
    _ length: ClosedRange<Int> = 0...Int.max, _ summary: String = "", example: JSONValue? = nil
  ) -> JSONSchema {
    JSONSchema(.string, summary) {
      $0.length = length
      $0.example = example
    }
  }

  /// One of a few words.
  package static func word(_ words: [String], _ summary: String = "") -> JSONSchema {
    JSONSchema(.string, summary) {
      $0.choices = words.map { .string($0) }
      $0.example = words.first.map { .string($0) }
    }
  }

  /// A moment by RFC 3339.
  package static func moment(_ summary: String) -> JSONSchema {
    JSONSchema(.string, summary) {
      $0.format = "date-time"
      $0.example = "2026-01-31T12:00:00.000Z"
    }
  }

  /// A whole number.
  package static func count(
    _ range: ClosedRange<Int> = 0...Int(Int32.max), _ summary: String = "",
    example: JSONValue? = nil
  ) -> JSONSchema {
    JSONSchema(.integer, summary) {
      $0.range = Double(range.lowerBound)...Double(range.upperBound)
      $0.example = example
    }
  }

  /// Any number.
  package static func number(_ summary: String) -> JSONSchema { JSONSchema(.number, summary) }

  /// True or false.
  package static func flag(_ summary: String) -> JSONSchema { JSONSchema(.boolean, summary) }

  /// Elements of one shape.
  package static func list(
    of item: JSONSchema, _ count: ClosedRange<Int> = 0...Int.max, unique: Bool = false,
    _ summary: String = ""
  ) -> JSONSchema {
    JSONSchema(.array, summary) {
      $0.items = [item]
      $0.itemCount = count
      $0.isUnique = unique
    }
  }

  /// Anything at all.
  package static func any(_ summary: String) -> JSONSchema {
    var schema = JSONSchema()
    schema.summary = summary
    return schema
  }

  /// An object with the members named and, unless it is open, no others; those that are not
  /// `optional` must be there.
  package static func object(
    _ title: String = "", _ summary: String = "", open: Bool = false,
    _ members: KeyValuePairs<String, JSONSchema>,
    more: KeyValuePairs<String, JSONSchema> = [:], optional: Set<String> = []
  ) -> JSONSchema {
    JSONSchema(.object, summary) {
      $0.title = title
      $0.properties = (Array(members) + Array(more)).map {
        Property(name: $0.key, schema: $0.value)
      }
      $0.required = $0.properties.map(\.name).filter { !optional.contains($0) }
      $0.allowsOthers = open
    }
  }

  /// The shape, or null.
  package var orNull: JSONSchema {
    var schema = self
    schema.types.append(.null)
    if !schema.choices.isEmpty { schema.choices.append(.null) }
    return schema
  }

  /// The shape of a text that a pattern describes.
  package func matching(_ pattern: String) -> JSONSchema {
    var schema = self
    schema.pattern = pattern
    return schema
  }

  /// The shape with other words about it.
  package func noted(_ summary: String) -> JSONSchema {
    var schema = self
    schema.summary = summary
    return schema
  }

  private init(_ kind: Kind, _ summary: String, _ fill: (inout JSONSchema) -> Void = { _ in }) {
    self.init()
    types = [kind]
    self.summary = summary
    fill(&self)
  }
}
