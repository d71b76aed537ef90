/// Finds and mends the JSON in what a model wrote, for models that cannot be held to a shape.
///
/// What stands around the value (preambles, fences, farewells) is left out; what is wrong inside is
/// mended and named. Text that holds no value is refused with the reason.
package enum JSONMending {
  /// What was wrong with a text and was put right.
  package enum Repair: Int, Sendable, CaseIterable, Comparable {
    case surroundingText
    case trailingComma
    case missingComma
    case singleQuotes
    case curlyQuotes
    case unquotedName
    case unescapedQuote
    case unescapedLineEnd
    case brokenEscape
    case comment
    case foreignWord
    /// The text ends before the value does: what was open is closed; texts keep what came
    /// of them, half names and half words are left out.
    case truncated

    package static func < (a: Repair, b: Repair) -> Bool { a.rawValue < b.rawValue }
  }

  /// A value found in a text.
  package struct Mended: Sendable, Equatable {
    package let value: JSONValue
    /// Each kind once, in a fixed order; empty for proper JSON.
    package let repairs: [Repair]

    /// Whether the value's end is missing.
    package var isTruncated: Bool { repairs.contains(.truncated) }
  }

  /// Openings tried in one text: preambles hold few brackets, hostile texts many.
  private static let mostCandidates = 24

  /// The object or array in a text: proper JSON before mended, longer before shorter.
  package static func parse(_ text: some StringProtocol) throws(JSONProblem) -> Mended {
    let bytes = Array(text.utf8)
    if let value = try? JSONParser.parse(bytes: bytes) { return Mended(value: value, repairs: []) }
    let starts = bytes.indices.filter { bytes[$0] == UInt8(ascii: "{") || bytes[$0] == bracket }
      .prefix(mostCandidates)
    guard !starts.isEmpty else {
      let isBlank = bytes.allSatisfy { $0 <= 0x20 }
      let reason = isBlank ? "the answer is empty" : "the answer holds no '{' or '['"
      throw JSONProblem(reason, at: 0, in: bytes)
    }
    if let proper = longestProper(bytes, starts) { return proper }
    return try longestMended(bytes, starts)
  }

  private static let bracket = UInt8(ascii: "[")

  private static func longestProper(_ bytes: [UInt8], _ starts: ArraySlice<Int>) -> Mended? {
    var best: (length: Int, value: JSONValue)?
    var end = 0
    for start in starts where start >= end {
      var parser = JSONParser(bytes, at: start)
      guard let value = try? parser.value() else { continue }
      end = parser.position
      if end - start > best?.length ?? 0 { best = (end - start, value) }
    }
    // A short list in a preamble, such as "[1]", does not stand for a broken object after it.
    guard let best, best.length * 2 > bytes.count - (starts.first ?? 0) else { return nil }
    return Mended(value: best.value, repairs: [.surroundingText])
  }

  private static func longestMended(
    _ bytes: [UInt8], _ starts: ArraySlice<Int>
  ) throws(JSONProblem) -> Mended {
    var best: (length: Int, start: Int, parser: MendingParser, value: JSONValue)?
    var problem: JSONProblem?
    var end = 0
    for start in starts where start >= end {
      var parser = MendingParser(bytes, at: start)
      do throws(JSONProblem) {
        let value = try parser.value()
        guard parser.position - start > best?.length ?? 0 else { continue }
        end = parser.position
        best = (end - start, start, parser, value)
      } catch {
        problem = problem ?? error
      }
    }
    guard let best else {
      throw problem ?? JSONProblem("the answer holds no value", at: 0, in: bytes)
    }
    var repairs = best.parser.repairs
    let around = bytes[..<best.start] + bytes[best.parser.position...]
    if around.contains(where: { $0 > 0x20 }) { repairs.insert(.surroundingText) }
    return Mended(value: best.value, repairs: repairs.sorted())
  }
}
