/// Parts a chapter's heading such as `I. Loomings` or `Chapter 3: The Inn` into numeral and title.
enum ChapterNumeral {
  /// The words for “chapter” that may stand before a numeral.
  private static let words: Set<String> = [
    "chapter", "chapitre", "kapitel", "capítulo", "capitolo", "hoofdstuk", "kapittel",
  ]

  /// The numeral and how many characters of the heading it takes; nil when there is none for sure.
  ///
  /// Taken: `IV. Title`, `12. Title`, `Chapter 3: Title`, `Chapter IX`, and a heading that is
  /// nothing but a roman numeral of two letters or more, `I`, `V`, `X`, or up to three digits.
  static func parse(_ heading: String) -> (numeral: String, length: Int)? {
    let characters = Array(heading)
    var index = word(characters)
    let hasWord = index > 0
    let start = index
    while index < characters.count, !characters[index].isWhitespace,
      !":.–—-".contains(characters[index])
    {
      index += 1
    }
    let numeral = String(characters[start..<index])
    guard isNumeral(numeral) else { return nil }
    if index == characters.count {
      let isClear = hasWord || isClearAlone(numeral)
      return isClear ? (numeral, index) : nil
    }
    guard let end = separator(characters, index, hasWord) else { return nil }
    return (numeral, end)
  }

  private static func word(_ characters: [Character]) -> Int {
    let word = characters.prefix { !$0.isWhitespace }
    guard words.contains(String(word).lowercased()), word.count < characters.count else { return 0 }
    return characters[word.count...].firstIndex { !$0.isWhitespace } ?? 0
  }

  /// Past a full stop (or, after the word, a colon or dash) and the blanks that must follow.
  private static func separator(
    _ characters: [Character], _ start: Int, _ hasWord: Bool
  ) -> Int? {
    var index = start
    while index < characters.count, hasWord, characters[index].isWhitespace { index += 1 }
    guard index < characters.count else { return nil }
    guard characters[index] == "." || hasWord && ":–—-".contains(characters[index]) else {
      return nil
    }
    index += 1
    if index == characters.count { return index }
    guard characters[index].isWhitespace else { return nil }
    while index < characters.count, characters[index].isWhitespace { index += 1 }
    return index
  }

  private static func isNumeral(_ text: String) -> Bool {
    let isArabic = (1...3).contains(text.count) && text.allSatisfy { ("0"..."9").contains($0) }
    return isArabic || isRoman(text)
  }

  private static func isClearAlone(_ numeral: String) -> Bool {
    numeral.count > 1 || numeral.first?.isNumber == true || "IVX".contains(numeral)
  }

  /// Whether a text is a roman numeral below 4,000 as it is written today, in capitals.
  static func isRoman(_ text: String) -> Bool { value(text) != nil }

  /// The number a roman numeral stands for; nil for any other text.
  static func value(_ text: String) -> Int? {
    guard text.utf8.count <= 15, text.utf8.allSatisfy("IVXLCDM".utf8.contains) else { return nil }
    let values: [Character: Int] = [
      "I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000,
    ]
    let digits = text.compactMap { values[$0] }
    guard !digits.isEmpty, digits.count == text.count, digits.count <= 15 else { return nil }
    var value = 0
    for (place, digit) in digits.enumerated() {
      let isSmaller = place + 1 < digits.count && digit < digits[place + 1]
      value += isSmaller ? -digit : digit
    }
    return value > 0 && value < 4000 && roman(value) == text ? value : nil
  }

  /// The modern spelling of a number from 1 to 3,999.
  static func roman(_ number: Int) -> String {
    let steps: [(Int, String)] = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = number
    var text = ""
    for (value, letters) in steps {
      while rest >= value {
        text += letters
        rest -= value
      }
    }
    return text
  }
}
