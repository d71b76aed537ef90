/// A BCP 47 language tag such as `en-US`, kept as written and compared without case.
public struct LanguageTag: Hashable, Sendable {
  /// The tag as written, hyphens between subtags.
  public let text: String

  /// Makes a tag from text that may hold underscores for hyphens; it is not checked.
  public init(_ text: String) {
    self.text = String(text.map { $0 == "_" ? "-" : $0 })
  }

  /// Whether the text has the form of a tag (RFC 5646 §2.1): a language of two to eight letters, then
  /// in this order and where there are any its extensions, a script, a region, variants, extensions and
  /// what is private. Whether anybody speaks it is not asked; grandfathered tags are not taken.
  public var isWellFormed: Bool {
    var subtags = text.split(separator: "-", omittingEmptySubsequences: false)[...]
    guard let first = subtags.popFirst(), (2...8).contains(first.count), Self.areLetters(first)
    else { return false }
    if first.count <= 3 { subtags.take(3) { $0.count == 3 && Self.areLetters($0) } }
    subtags.take(1) { $0.count == 4 && Self.areLetters($0) }
    subtags.take(1) { $0.count == 2 && Self.areLetters($0) || $0.count == 3 && Self.areDigits($0) }
    subtags.take(.max) { subtag in
      (5...8).contains(subtag.count) && Self.isPlain(subtag)
        || subtag.count == 4 && Self.isPlain(subtag) && Self.areDigits(subtag.prefix(1))
    }
    while let singleton = subtags.first, singleton.count == 1, Self.isPlain(singleton) {
      let isPrivate = singleton == "x" || singleton == "X"
      subtags.removeFirst()
      let taken = subtags.take(.max) { subtag in
        ((isPrivate ? 1 : 2)...8).contains(subtag.count) && Self.isPlain(subtag)
      }
      if taken == 0 { return false }
    }
    return subtags.isEmpty
  }

  private static func areLetters(_ text: Substring) -> Bool {
    text.allSatisfy { $0.isASCII && $0.isLetter }
  }

  private static func areDigits(_ text: Substring) -> Bool {
    text.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func isPlain(_ text: Substring) -> Bool {
    text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
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

extension ArraySlice<Substring> {
  /// Takes subtags off the front while they are of a kind, so many at most; how many it took.
  @discardableResult
  fileprivate mutating func take(_ most: Int, while isOfKind: (Substring) -> Bool) -> Int {
    var count = 0
    while count < most, let next = first, isOfKind(next) {
      removeFirst()
      count += 1
    }
    return count
  }
}
