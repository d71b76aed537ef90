import OctavoJSON
import OctavoTestSupport
import Testing

/// Shapes that answers must have.
@Suite("Schemas")
struct JSONSchemaTests {
  private static let concepts = """
    {"type": "object", "additionalProperties": false, "required": ["concepts"],
     "properties": {"concepts": {"type": "array", "minItems": 2, "maxItems": 3, "items": {
       "type": "object", "required": ["title", "kind"], "additionalProperties": false,
       "properties": {
         "title": {"type": "string", "minLength": 3, "maxLength": 20},
         "kind": {"enum": ["novel", "essay"]},
         "words": {"type": "integer", "minimum": 100, "maximum": 1500},
         "note": {"type": ["string", "null"]}}}}}}
    """

  private static func messages(_ value: String) throws -> [String] {
    try JSONSchema(text: concepts).violations(of: JSONParser.parse(value)).map(\.message)
  }

  @Test("a valid value has no violations")
  func valid() throws {
    let value = #"""
      {"concepts": [{"title": "One", "kind": "novel", "words": 100.0},
       {"title": "Two", "kind": "essay", "note": null}]}
      """#
    #expect(try Self.messages(value) == [])
  }

  @Test("all violations are named with their places")
  func violations() throws {
    let value = #"""
      {"concepts": [{"title": "  ", "kind": "poem", "words": 99, "note": 1},
       {"kind": "novel", "words": 100.5, "more": 1}, 7, {"title": "Four", "kind": "novel"}],
       "extra": null}
      """#
    #expect(
      try Self.messages(value) == [
        "concepts has 4 elements; it must have at most 3",
        "concepts[0].title has 0 characters; it must have at least 3",
        #"concepts[0].kind is "poem"; it must be one of "novel", "essay""#,
        "concepts[0].words is 99.0; it must be at least 100.0",
        "concepts[0].note is of type integer; it must be string or null",
        "concepts[1].title is missing",
        "concepts[1].words is of type number; it must be integer",
        "concepts[1].more is not asked for",
        "concepts[2] is of type integer; it must be object",
        "extra is not asked for",
      ])
    #expect(try Self.messages("[]") == ["the answer is of type array; it must be object"])
    #expect(try Self.messages("{}") == ["concepts is missing"])
  }

  @Test(
    "a schema that says what cannot be checked is refused",
    arguments: [
      (#"{"type": "object", "properties": {"a": {"type": "sting"}}}"#, "properties.a.type"),
      (#"{"items": {"minItem": 3}}"#, "items.minItem"), (#"{"minLength": -1}"#, "minLength"),
      (#"{"required": [1]}"#, "required"), (#"{"anyOf": []}"#, "anyOf"),
    ])
  func badSchemas(text: String, path: String) {
    let problem = #expect(throws: JSONSchemaProblem.self) { try JSONSchema(text: text) }
    #expect(problem?.path == path)
  }

  @Test("a mistyped keyword is told its nearest")
  func nearest() {
    let problem = #expect(throws: JSONSchemaProblem.self) {
      try JSONSchema(text: #"{"minItem": 3}"#)
    }
    #expect(problem?.reason.hasSuffix("did you mean 'minItems'?") == true)
  }

  @Test("many unknown names take time in proportion to their number")
  func manyNames() throws {
    let schema = try JSONSchema(text: Self.concepts)
    let growth = try Growth.overFourfold(5_000) { count in
      let names = (0..<count).map { "\"name\($0)\":1" }.joined(separator: ",")
      let value = try JSONParser.parse("{\(names)}")
      #expect(schema.violations(of: value).count > 1)
    }
    #expect(growth < 9)
  }

  @Test("elements that must differ are compared")
  func unique() throws {
    let schema = try JSONSchema(text: #"{"type": "array", "uniqueItems": true}"#)
    #expect(schema.violations(of: [1, 2]).isEmpty)
    #expect(
      schema.violations(of: [["a": 1], ["a": 1]]).map(\.message) == [
        "the answer holds an element twice"
      ])
  }
}
