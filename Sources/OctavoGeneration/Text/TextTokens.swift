/// Counts tokens without a tokenizer, a little on the high side.
///
/// Byte-pair vocabularies of current models come to about four Latin letters a token and to one or
/// two tokens for an ideograph; other scripts lie between.
package enum TextTokens {
  package static func count(_ text: String) -> Int {
    var quarters = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x80: quarters += 1
      case 0x80..<0x2E80: quarters += 2
      default: quarters += 5
      }
    }
    return (quarters + 3) / 4
  }

  /// Tokens an answer of so many words may take: room for a third more, and for its markup.
  package static func limit(words: Int, language: String) -> Int {
    words * perThousandWords(language) / 750 + 256
  }

  /// Tokens of a thousand words.
  package static func perThousandWords(_ language: String) -> Int {
    switch language {
    case "en": 1_350
    case "zh", "ja", "ko": 1_600
    case "de", "fr", "es", "it", "pt", "nl": 1_700
    case "th", "lo", "my", "km", "bo", "am", "ka", "hy": 4_500
    default: 2_600
    }
  }
}
