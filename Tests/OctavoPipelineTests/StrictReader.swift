import Foundation
import OctavoGeneration

/// Reads strict JSON only, out of a fence if there is one.
struct StrictReader: AnswerReader {
  func json(in answer: String, schema: String) -> Result<String, AnswerProblem> {
    var text = answer.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.hasPrefix("```"), let line = text.firstIndex(of: "\n") {
      text = String(text[line...])
      if let end = text.range(of: "```", options: .backwards) {
        text = String(text[..<end.lowerBound])
      }
    }
    let isJSON = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
    if isJSON { return .success(text) }
    return .failure(AnswerProblem(["This is no JSON."], isCutShort: Self.isOpen(text)))
  }

  /// Whether brackets or a text are still open.
  private static func isOpen(_ text: String) -> Bool {
    var depth = 0
    var isText = false
    var isEscaped = false
    for character in text {
      if isText {
        if character == "\"", !isEscaped { isText = false }
        isEscaped = character == "\\" && !isEscaped
        continue
      }
      switch character {
      case "\"": isText = true
      case "{", "[": depth += 1
      case "}", "]": depth -= 1
      default: break
      }
    }
    return depth > 0 || isText
  }
}
