/// The template's notation of OpenType features: `onum` on, `-liga` off, `ss01=2` a value.
package enum FeatureNotation {
  /// What the notation allows, for messages.
  package static let allowed =
    "a four-letter OpenType tag such as onum, -liga to turn it off, or cv01=2"

  /// A regular expression (ECMA 262) of the notation, for the schema.
  package static let pattern = "^(-?[A-Za-z0-9]{4}|[A-Za-z0-9]{4}=[0-9]{1,3})$"

  package static func read(_ text: String) -> FontFeature? {
    let isOff = text.hasPrefix("-")
    let parts = text.dropFirst(isOff ? 1 : 0).split(
      separator: "=", omittingEmptySubsequences: false)
    guard let tag = parts.first, tag.utf8.count == 4,
      tag.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { return nil }
    guard parts.count > 1 else { return FontFeature(tag: String(tag), value: isOff ? 0 : 1) }
    guard parts.count == 2, !isOff, parts[1].allSatisfy({ $0.isASCII && $0.isNumber }),
      let value = Int(parts[1]), value <= 999
    else { return nil }
    return FontFeature(tag: String(tag), value: value)
  }

  package static func format(_ feature: FontFeature) -> String {
    switch feature.value {
    case 0: "-\(feature.tag)"
    case 1: feature.tag
    default: "\(feature.tag)=\(feature.value)"
    }
  }
}
