/// The part of JSON Schema (draft 2020-12) that Octavo's prompts and its service are written in.
///
/// A keyword outside it is refused when the schema is read, so that no rule is passed over in
/// silence.
package struct JSONSchema: Sendable, Equatable {
  /// What a value may be; empty for anything. `number` includes `integer`.
  package var types: [Kind] = []
  /// In the order written.
  package var properties: [Property] = []
  package var required: [String] = []
  /// Whether an object may have members that `properties` does not name.
  package var allowsOthers = true
  /// At most one: the shape of every element.
  package var items: [JSONSchema] = []
  /// The values allowed; empty for any.
  package var choices: [JSONValue] = []
  /// How many elements an array may have.
  package var itemCount: ClosedRange<Int> = 0...Int.max
  /// How many characters a text may have.
  package var length: ClosedRange<Int> = 0...Int.max
  /// Between which values a number lies.
  package var range: ClosedRange<Double> = -Double.infinity...Double.infinity
  /// Whether an array's elements must differ.
  package var isUnique = false
  package var summary = ""
  /// Such as `date-time`: a remark for readers, which binds nothing; empty for none.
  package var format = ""
  /// A regular expression that says what a text may hold: a remark too, of what others check.
  package var pattern = ""
  /// A value that shows what is meant.
  package var example: JSONValue?
  /// What the shape is called where schemas are published together; empty for one that has no name.
  package var title = ""

  package enum Kind: String, Sendable, CaseIterable {
    case object, array, string, number, integer, boolean, null
  }

  package struct Property: Sendable, Equatable {
    package let name: String
    package let schema: JSONSchema

    package init(name: String, schema: JSONSchema) {
      self.name = name
      self.schema = schema
    }
  }

  package init() {}

  /// The shape of a member, nil where the schema does not name it.
  package func property(_ name: String) -> JSONSchema? {
    properties.first { $0.name == name }?.schema
  }
}

/// A schema that cannot be used: where in it, and why.
package struct JSONSchemaProblem: Error, Sendable, Equatable {
  /// Such as `properties.concepts.items`; empty for the whole.
  package let path: String
  package let reason: String

  package var message: String { path.isEmpty ? reason : "\(path): \(reason)" }
}
