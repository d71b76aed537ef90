import OctavoTransport

/// Signs addresses of objects and verifies them: `ROOT/artifacts/KEY?expires=…&kid=…&name=…&signature=…`.
///
/// The signature is HMAC-SHA-256 over the method, the object's key, the time of expiry, the name to
/// save it by and the signing key's name, each on its line; none of them can hold a line feed.
package struct URLSigner: Sendable, Hashable {
  /// The address of the service as users reach it, without a slash at its end.
  package let root: String
  package let ring: SigningKeyRing

  /// What stands between the root and an object's key.
  package static let path = "/artifacts/"

  package init(root: String, ring: SigningKeyRing) {
    self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
    self.ring = ring
  }

  /// An address valid for one method until a time in seconds since 1970.
  package func sign(
    _ key: ObjectKey, name: DownloadName, method: String = "GET", expiresAt: Int
  ) -> SignedURL {
    let claim = Claim(
      method: method, key: key.text, expires: expiresAt, name: name.text, keyID: ring.newest.id)
    let query = [
      "expires=\(expiresAt)", "kid=\(claim.keyID)", "name=\(PercentEncoding.text(name.text))",
      "signature=\(claim.signature(by: ring.newest).hex)",
    ]
    return SignedURL(
      address: root + Self.path + key.text + "?" + query.joined(separator: "&"),
      expiresAt: expiresAt)
  }

  /// Judges a request.
  ///
  /// - Parameters:
  ///   - path: what follows `/artifacts/` in the request's target, still encoded.
  ///   - query: what follows the question mark, still encoded.
  ///   - now: seconds since 1970.
  package func verify(method: String, path: String, query: String, now: Int) -> URLVerdict {
    let parameters: SignedParameters
    let key: ObjectKey
    do {
      parameters = try SignedParameters(query)
      key = try ObjectKey(path)
    } catch let fault as URLVerdict.Fault {
      return .malformed(fault)
    } catch let fault as ObjectKeyFault {
      return .malformed(.key(fault))
    } catch {
      return .malformed(.query)
    }
    let claim = Claim(
      method: method, key: key.text, expires: parameters.expires, name: parameters.name.text,
      keyID: parameters.keyID)
    guard let signer = ring[parameters.keyID],
      ConstantTime.areEqual(claim.signature(by: signer).bytes, parameters.signature.bytes)
    else { return .forged }
    guard now < parameters.expires else { return .expired(at: parameters.expires) }
    return .valid(VerifiedDownload(key: key, name: parameters.name, expiresAt: parameters.expires))
  }
}

/// What a signature says.
private struct Claim {
  let method: String
  let key: String
  let expires: Int
  let name: String
  let keyID: String

  func signature(by signer: SigningKey) -> SHA256Digest {
    let lines = ["octavo-artifact-1", method, key, String(expires), name, keyID]
    return HMACSHA256.code(
      for: lines.joined(separator: "\n").utf8, key: signer.secret.value.utf8)
  }
}

/// What became of a signed address that someone came with.
package enum URLVerdict: Sendable, Hashable {
  case valid(VerifiedDownload)
  /// It was valid until then, in seconds since 1970.
  case expired(at: Int)
  /// Another key, method, object, name or time was signed, or nothing was.
  case forged
  case malformed(Fault)

  /// What cannot be read.
  package enum Fault: Error, Sendable, Hashable {
    case key(ObjectKeyFault)
    /// Broken escapes, or a part without an equals sign.
    case query
    case missing(Parameter)
    case doubled(Parameter)
    /// Not in the one form in which it is written.
    case value(Parameter)
    /// A parameter that is not signed might change what is answered.
    case unknownParameter
  }

  package enum Parameter: String, Sendable, CaseIterable {
    case expires, kid, name, signature
  }
}

/// A right that was verified: answer with the object under that name.
package struct VerifiedDownload: Sendable, Hashable {
  package let key: ObjectKey
  package let name: DownloadName
  /// Seconds since 1970.
  package let expiresAt: Int
}
