/// A BCP 47 language tag such as `en-US`, kept as written and compared without case.
public struct LanguageTag: Hashable, Sendable {
  /// The tag as written, hyphens between subtags.
  public let text: String

  /// Makes a tag from text that may hold underscores for hyphens; it is not checked.
  public init(_ text: String) {
    self.text = String(text.map { $0 == "_" ? "-" : $0 })
  }

  /// Whether the text has the form of a tag: subtags of one to eight letters and digits, of which
  /// the first has two or three letters.
  public var isWellFormed: Bool {
    let subtags = text.split(separator: "-", omittingEmptySubsequences: false)
    let areSubtags = subtags.allSatisfy { subtag in
      (1...8).contains(subtag.count)
        && subtag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    guard areSubtags, let first = subtags.first else { return false }
    return (2...3).contains(first.count) && first.allSatisfy(\.isLetter)
  }

  /// The primary language subtag in lower case, such as `en`.
  public var language: String {
    (text.split(separator: "-").first.map(String.init) ?? text).lowercased()
  }

  /// The region subtag in upper case, such as `US`, where there is one.
  public var region: String? {
    text.split(separator: "-").dropFirst()
      .first { $0.count == 2 && $0.allSatisfy(\.isLetter) }?.uppercased()
  }

  /// Whether two tags are the same but for the case of letters.
  public static func == (a: LanguageTag, b: LanguageTag) -> Bool {
    a.text.lowercased() == b.text.lowercased()
  }

  /// Feeds the tag in lower case, in step with `==`.
  public func hash(into hasher: inout Hasher) { hasher.combine(text.lowercased()) }
}
