import OctavoJSON
import OctavoTestSupport
import Testing

/// JSON by the letter.
@Suite("JSON")
struct JSONParserTests {
  @Test(
    "what is written reads back the same",
    arguments: [
      "null", "true", "[]", "{}", "-0.5", "[1,2,[3,{\"a\":null}]]", "1000000000000",
      #"{"b":1,"a":{"c":["x"]}}"#, #""\"\\\n\t\u0001é😀""#, "12345678901234567890.0",
    ])
  func roundTrip(text: String) throws {
    let value = try JSONParser.parse(text)
    #expect(try JSONParser.parse(value.text()) == value)
    #expect(try JSONParser.parse(value.text(indented: true)) == value)
  }

  @Test("members keep their order, a doubled one its last value")
  func order() throws {
    let value = try JSONParser.parse(#"{"z":1,"a":2,"z":3}"#)
    #expect(value.text() == #"{"z":3,"a":2}"#)
  }

  @Test("escapes are decoded, halves of pairs marked")
  func escapes() throws {
    let value = try JSONParser.parse(#""\u00e9\ud83d\ude00\n\/\ud83d!\ude00""#)
    #expect(value.string == "é😀\n/\u{FFFD}!\u{FFFD}")
  }

  @Test("numbers keep whole numbers whole")
  func numbers() throws {
    #expect(try JSONParser.parse("42") == .integer(42))
    #expect(try JSONParser.parse("4.0").integer == 4)
    #expect(try JSONParser.parse("1e3") == .number(1000))
    #expect(try JSONParser.parse("-7").double == -7)
  }

  @Test(
    "broken text is refused with its place",
    arguments: [
      ("", 1, 1), ("[1,]", 1, 4), ("{\"a\":1\n\"b\"}", 2, 1), ("{'a':1}", 1, 2), ("01", 1, 1),
      ("[1] 2", 1, 5), ("\"ab", 1, 1), ("\"a\nb\"", 1, 3), ("tru", 1, 1), ("{\"é\":}", 1, 6),
      ("\"\\x\"", 1, 3), ("1.", 1, 2), ("[", 1, 2),
    ])
  func broken(text: String, line: Int, column: Int) throws {
    let problem = #expect(throws: JSONProblem.self) { try JSONParser.parse(text) }
    #expect(problem?.line == line)
    #expect(problem?.column == column)
  }

  @Test("nesting without end is refused")
  func nesting() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONProblem.self) { try JSONParser.parse(deep) }
    #expect(throws: JSONProblem.self) { try JSONMending.parse(deep) }
    #expect(throws: JSONProblem.self) {
      try JSONMending.parse(String(repeating: "{\"a\":", count: 100_000))
    }
  }
}
