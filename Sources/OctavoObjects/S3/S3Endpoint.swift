import Foundation

/// The scheme, host and port of an S3 service.
package struct S3Endpoint: Sendable, Hashable {
  package let isSecure: Bool
  /// With the port where that is not the scheme's own, as HTTP's `Host` has it.
  package let host: String

  /// Such as `https://s3.eu-west-3.amazonaws.com`.
  package var text: String { (isSecure ? "https://" : "http://") + host }

  private init(isSecure: Bool, host: String) {
    self.isSecure = isSecure
    self.host = host
  }

  /// Nil for anything but `http` or `https`, a host and perhaps a port: no path, no user.
  package init?(_ text: String) {
    guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }),
      let parts = URLComponents(string: text), let host = parts.host?.lowercased(), !host.isEmpty,
      parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
      parts.path.isEmpty || parts.path == "/"
    else { return nil }
    switch parts.scheme?.lowercased() {
    case "https": isSecure = true
    case "http": isSecure = false
    default: return nil
    }
    let usual = isSecure ? 443 : 80
    guard let port = parts.port, port != usual else {
      self.host = host
      return
    }
    guard (1...65535).contains(port) else { return nil }
    self.host = "\(host):\(port)"
  }

  /// Amazon's own for a region.
  package static func amazon(region: String) -> S3Endpoint {
    S3Endpoint(isSecure: true, host: "s3.\(region).amazonaws.com")
  }

  /// The endpoint of one bucket in the style that puts its name before the host.
  func ofBucket(_ bucket: String) -> S3Endpoint {
    S3Endpoint(isSecure: isSecure, host: "\(bucket).\(host)")
  }
}
