/// Takes keys out of text that people or logs will see.
///
/// Knows the secrets in use by their value, and the looks of keys it was never told of: what
/// follows `Bearer`, `x-api-key`, `api_key=`, a password in an address, anything like `sk-…`.
package struct Redaction: Sendable {
  private let secrets: [String]

  /// Secrets shorter than this would blank out ordinary words.
  private static let shortest = 6

  package init(secrets: [Secret] = []) {
    self.secrets = secrets.map(\.value).filter { $0.count >= Self.shortest }
      .sorted { ($1.count, $0) < ($0.count, $1) }
  }

  /// The text with every secret replaced by a mark.
  package func redact(_ text: String) -> String {
    var result = text
    for secret in secrets { result = Self.replacing(secret, in: result) }
    return Self.withoutMarkedKeys(result)
  }

  /// An address without what may be secret in it: the password before the host, or whatever stands
  /// there alone, and the values after `?`, but for versions.
  package static func address(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    let rest = text[scheme.upperBound...]
    let place = rest.prefix { $0 != "?" }
    let query = rest[place.endIndex...]
    return text[..<scheme.upperBound] + withoutPassword(place)
      + query.split(separator: "&", omittingEmptySubsequences: false).map(withoutValue)
      .joined(separator: "&")
  }

  private static func withoutPassword(_ place: Substring) -> String {
    guard let end = place.lastIndex(of: "@") else { return String(place) }
    let user = place[..<end].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return (user.count > 1 ? "\(user[0]):" : "") + Secret.mark + place[end...]
  }

  private static func withoutValue(_ item: Substring) -> String {
    guard let equals = item.firstIndex(of: "="),
      !item[..<equals].lowercased().contains("version")
    else { return String(item) }
    return item[...equals] + Secret.mark
  }

  private static func replacing(_ secret: String, in text: String) -> String {
    guard text.contains(secret) else { return text }
    return text.split(separator: secret, omittingEmptySubsequences: false)
      .joined(separator: Secret.mark)
  }

  private static func withoutMarkedKeys(_ text: String) -> String {
    var result = text
    result.replace(/(?i)\b(bearer\s+)(?=[^\s"',;]*[0-9])[^\s"',;]+/) { $0.output.1 + Secret.mark }
    result.replace(
      /(?i)\b(x-api-key|api[-_]?key|authorization|access[-_]?token)("?\s*[:=]\s*"?)(?!bearer\b)[^\s"'&,;]+/
    ) { $0.output.1 + $0.output.2 + Secret.mark }
    result.replace(/(?i)([?&](?:key|token|secret|sig|signature|password)=)[^\s"'&,;]+/) {
      $0.output.1 + Secret.mark
    }
    result.replace(/(:\/\/[^\/\s:@]*:)[^\/\s@]+@/) { $0.output.1 + Secret.mark + "@" }
    result.replace(/\b(sk|pk|rk|key)-[A-Za-z0-9_\-]{12,}/) { $0.output.1 + "-" + Secret.mark }
    return result
  }
}
