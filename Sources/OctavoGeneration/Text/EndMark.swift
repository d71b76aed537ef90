/// The word by which a model says that a text was whole when the connection broke.
enum EndMark {
  static let word = "END"

  /// What a model is told when the text seems whole, yet the connection broke.
  static let question =
    "The connection broke here. If the text is whole as it stands, answer only: \(word)."

  /// The text without the mark as its last line.
  static func removed(from text: String) -> String {
    var lines = text.textLines[...]
    while let last = lines.last, last.trimmingBlanks().isEmpty { lines = lines.dropLast() }
    guard let last = lines.last else { return text }
    let marks = last.filter { !$0.isWhitespace && !"*_[].`#".contains($0) }
    return marks == word ? lines.dropLast().joined(separator: "\n") : text
  }
}
