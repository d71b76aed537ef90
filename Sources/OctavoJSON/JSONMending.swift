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

  /// The object or array in a text, the longest where it holds several.
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
    return try longest(bytes, starts)
  }

  private static let bracket = UInt8(ascii: "[")

  /// A value that was read, and where it stands.
  private struct Candidate {
    let value: JSONValue
    let range: Range<Int>
    var repairs: Set<Repair>
  }

  /// The longest of the values that begin at some places and lie in no other: a whole object is
  /// longer than a note's number in the preamble, and what is cut longer than what is whole in it.
  private static func longest(
    _ bytes: [UInt8], _ starts: ArraySlice<Int>
  ) throws(JSONProblem) -> Mended {
    var best: Candidate?
    var problem: JSONProblem?
    var end = 0
    for start in starts where start >= end {
      do throws(JSONProblem) {
        let candidate = try read(bytes, at: start)
        end = candidate.range.upperBound
        if candidate.range.count > best?.range.count ?? 0 { best = candidate }
      } catch {
        problem = problem ?? error
      }
    }
    guard var best else {
      throw problem ?? JSONProblem("the answer holds no value", at: 0, in: bytes)
    }
    let around = bytes[..<best.range.lowerBound] + bytes[best.range.upperBound...]
    if around.contains(where: { $0 > 0x20 }) { best.repairs.insert(.surroundingText) }
    return Mended(value: best.value, repairs: best.repairs.sorted())
  }

  /// The value at a place: proper JSON as it is, other mended.
  private static func read(_ bytes: [UInt8], at start: Int) throws(JSONProblem) -> Candidate {
    var parser = JSONParser(bytes, at: start)
    if let value = try? parser.value() {
      return Candidate(value: value, range: start..<parser.position, repairs: [])
    }
    var mending = MendingParser(bytes, at: start)
    let value = try mending.value()
    return Candidate(value: value, range: start..<mending.position, repairs: mending.repairs)
  }
}
