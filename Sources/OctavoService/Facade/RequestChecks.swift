import OctavoBase
import OctavoGeneration

/// What is wrong with requests: every mistake at once.
struct RequestChecks {
  private(set) var problems: [FieldProblem] = []

  /// Throws where anything was found.
  func settle() throws(ServiceFault) {
    guard problems.isEmpty else { throw .invalid(problems) }
  }

  mutating func report(_ pointer: String, _ code: String, _ message: String, hint: String? = nil) {
    problems.append(FieldProblem(pointer, code, message, hint: hint))
  }

  /// A text of one to `limit` characters, not all blank; an optional one may be empty.
  mutating func text(
    _ pointer: String, _ value: String?, limit: Int, isRequired: Bool = true
  ) {
    let isBlank = value?.allSatisfy(\.isWhitespace) ?? true
    if isRequired, isBlank {
      report(pointer, "missing", "the text is missing or blank")
    } else if let value, value.unicodeScalars.count > limit {
      report(
        pointer, "too-long",
        "the text has \(value.unicodeScalars.count) characters; at most \(limit) are allowed")
    }
    if let value, value.unicodeScalars.contains(where: { Self.isControl($0) }) {
      report(pointer, "control-character", "the text holds a control character")
    }
  }

  mutating func number(_ pointer: String, _ value: Int?, _ range: ClosedRange<Int>) {
    guard let value, !range.contains(value) else { return }
    report(
      pointer, "out-of-range",
      "\(value) is not from \(range.lowerBound) to \(range.upperBound)")
  }

  /// One of some names.
  mutating func word(_ pointer: String, _ value: String, _ allowed: [String]) {
    guard !allowed.contains(value) else { return }
    let near = NearestName.of(value, in: allowed).map { "did you mean “\($0)”?" }
    report(
      pointer, "unknown-word",
      "“\(value.prefix(60))” is not one of \(allowed.joined(separator: ", "))", hint: near)
  }

  mutating func language(_ pointer: String, _ value: String?) {
    guard let value, !LanguageTag(value).isWellFormed else { return }
    report(
      pointer, "bad-language", "“\(value.prefix(60))” is not a language tag",
      hint: "write a tag such as en-US, de or fr-CA")
  }

  /// Controls but for line feeds and tabs.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\n" && scalar != "\t" && scalar != "\r"
      || scalar.value == 0x7F
  }
}
