/// Addresses that links of an e-book may lead to.
enum WebAddress {
  private static let schemes = ["http:", "https:", "mailto:", "tel:", "ftp:"]

  /// The address with what URLs have no place for percent-encoded (WHATWG URL §1.3); nil where it
  /// leads to no place an e-book knows, such as a file beside the manuscript.
  static func valid(_ written: String) -> String? {
    let lower = written.lowercased()
    guard let scheme = schemes.first(where: lower.hasPrefix) else { return nil }
    if scheme.hasPrefix("http") || scheme == "ftp:" {
      let host = written.dropFirst(scheme.count)
      guard host.hasPrefix("//"), let first = host.dropFirst(2).first,
        first.isLetter || first.isNumber
      else { return nil }
    }
    var address = ""
    var hasFragment = false
    var bytes = Array(written.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "%") {
        let isEncoded = bytes.count >= 2 && bytes.prefix(2).allSatisfy(isHexadecimal)
        address += isEncoded ? "%" : "%25"
      } else if isPlain(byte) && !(hasFragment && byte == UInt8(ascii: "#")) {
        if byte == UInt8(ascii: "#") { hasFragment = true }
        address.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        address += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return address
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    Unicode.Scalar(byte).properties.isASCIIHexDigit
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5A, 0x5F, 0x61...0x7A, 0x7E: true
    default: false
    }
  }
}
