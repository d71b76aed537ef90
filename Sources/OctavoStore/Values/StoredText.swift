import Foundation

/// Text as SQLite can give it back whole.
enum StoredText {
  /// The text with U+FFFD for each U+0000, as CommonMark reads it: C strings end at a NUL.
  static func of(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
  }
}

/// Lists of texts as JSON arrays.
enum TextList {
  static func json(_ texts: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(texts.map(StoredText.of)) else { return "[]" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Nil where the text is not a list of texts.
  static func texts(_ json: String) -> [String]? {
    try? JSONDecoder().decode([String].self, from: Data(json.utf8))
  }
}
