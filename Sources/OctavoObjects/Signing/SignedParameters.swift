/// The query of a signed address, read strictly: each parameter once, in the form it is written in,
/// and no other.
struct SignedParameters {
  let expires: Int
  let keyID: String
  let name: DownloadName
  let signature: SHA256Digest

  /// Bytes in a query that is looked at.
  private static let longest = 2048

  init(_ query: String) throws(URLVerdict.Fault) {
    let values = try Self.values(query)
    let expires = try Self.value(.expires, values)
    guard let time = Int(expires), time > 0, String(time) == expires else {
      throw .value(.expires)
    }
    self.expires = time
    keyID = try Self.value(.kid, values)
    guard !keyID.utf8.contains(where: { $0 < 0x21 }) else { throw .value(.kid) }
    let name = try Self.value(.name, values)
    self.name = DownloadName(name)
    guard self.name.text.utf8.elementsEqual(name.utf8) else { throw .value(.name) }
    guard let signature = SHA256Digest(hex: try Self.value(.signature, values)) else {
      throw .value(.signature)
    }
    self.signature = signature
  }

  private typealias Values = [URLVerdict.Parameter: String]

  private static func value(
    _ parameter: URLVerdict.Parameter, _ values: Values
  ) throws(URLVerdict.Fault) -> String {
    guard let value = values[parameter] else { throw .missing(parameter) }
    return value
  }

  private static func values(_ query: String) throws(URLVerdict.Fault) -> Values {
    guard query.utf8.count <= longest else { throw .query }
    var values: Values = [:]
    for part in query.split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let value = PercentEncoding.decoded(sides[1]) else { throw .query }
      guard let parameter = URLVerdict.Parameter(rawValue: String(sides[0])) else {
        throw .unknownParameter
      }
      guard values.updateValue(value, forKey: parameter) == nil else { throw .doubled(parameter) }
    }
    return values
  }
}
