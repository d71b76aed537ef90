package import OctavoBase

/// Something wrong with what was said about the object store.
package enum ObjectStoreProblem: Error, Sendable, Hashable {
  case missing(ObjectStoreOption, why: String)
  case notAFolder(String)
  case badScheme(String)
  case badBucket(String, BucketFault)
  case badPrefix(String, ObjectKeyFault)
  case badAddress(ObjectStoreOption, String)
  /// An address without TLS, and no leave for it.
  case plainHTTP(ObjectStoreOption, String)
  case badRegion(String)
  case badChoice(ObjectStoreOption, String, allowed: [String])
  /// A key of the key service, though objects are not encrypted by it.
  case kmsKeyUnused
  /// A dot in a bucket's name, which no certificate covers when it stands before the host.
  case dottedBucket(String)
  case unreadableCertificates(String)
  case badCredential(ObjectStoreOption)
  case unknownVariable(String, nearest: String?)

  /// Why a text is no bucket's name.
  package enum BucketFault: Sendable, Hashable {
    case length(Int)
    case character(Character)
    case ends
    case dots
    case address
  }

  /// The finding for people.
  package var diagnostic: Diagnostic {
    Diagnostic(.error, "objects.\(code)", message, hints: [hint].compactMap { $0 })
  }
}

extension ObjectStoreProblem {
  private var code: String {
    switch self {
    case .missing(let option, _): "missing-\(option.rawValue)"
    case .notAFolder, .badScheme: "bad-place"
    case .badBucket, .dottedBucket: "bad-bucket"
    case .badPrefix: "bad-prefix"
    case .badAddress(let option, _), .badChoice(let option, _, _): "bad-\(option.rawValue)"
    case .plainHTTP: "plain-http"
    case .badRegion: "bad-region"
    case .kmsKeyUnused: "kms-key-unused"
    case .unreadableCertificates: "unreadable-certificates"
    case .badCredential(let option): "bad-\(option.rawValue)"
    case .unknownVariable: "unknown-variable"
    }
  }

  private var message: String {
    switch self {
    case .missing(let option, let why): "\(option.named) is not set, \(why)"
    case .notAFolder(let text): "\(ObjectStoreOption.objects.named) is “\(text)”, no folder's name"
    case .badScheme(let text):
      "\(ObjectStoreOption.objects.named) is “\(text)”; a folder or s3://BUCKET/PREFIX is allowed"
    case .badBucket(let name, let fault): "“\(name)” is no bucket's name: \(fault.words)"
    case .badPrefix(let text, let fault): "“\(text)” cannot stand before keys: \(fault)"
    case .badAddress(let option, let text):
      "\(option.named) is “\(text)”; "
        + (option == .publicURL
          ? "an http or https address is allowed" : "http or https, a host and a port are allowed")
    case .plainHTTP(let option, let text): "\(option.named) is “\(text)”, without TLS"
    case .badRegion(let text):
      "\(ObjectStoreOption.region.named) is “\(text)”; letters, digits and hyphens are allowed"
    case .badChoice(let option, let text, let allowed):
      "\(option.named) is “\(text)”; \(allowed.joined(separator: ", ")) are allowed"
    case .kmsKeyUnused:
      "\(ObjectStoreOption.kmsKey.named) is set, but \(ObjectStoreOption.encryption.named) is not aws:kms"
    case .dottedBucket(let name):
      "the bucket's name “\(name)” has a dot, so no certificate fits the style “virtual”"
    case .unreadableCertificates(let path):
      "\(ObjectStoreOption.certificates.named) is “\(path)”, which cannot be read"
    case .badCredential(let option): "\(option.named) holds blanks or characters beyond ASCII"
    case .unknownVariable(let name, _): "\(name) is set, which means nothing"
    }
  }

  private var hint: String? {
    switch self {
    case .badScheme: "write ./NAME for a folder whose name has a colon"
    case .plainHTTP(let option, _):
      option == .endpoint || option == .publicEndpoint
        ? "use https, or allow it with OCTAVO_S3_ALLOW_HTTP=1 on a network you trust" : nil
    case .dottedBucket: "set OCTAVO_S3_STYLE=path"
    case .unknownVariable(_, let nearest?): "did you mean \(nearest)?"
    case .badChoice(_, let text, let allowed):
      NearestName.of(text, in: allowed).map { "did you mean \($0)?" }
    default: nil
    }
  }
}

extension ObjectStoreOption {
  /// The option as people know it.
  fileprivate var named: String { variables.first ?? rawValue }
}

extension ObjectStoreProblem.BucketFault {
  fileprivate var words: String {
    switch self {
    case .length(let count): "it has \(count) characters; 3 to 63 are allowed"
    case .character(let character):
      "it has “\(character)”; small letters, digits, hyphens and dots are allowed"
    case .ends: "it begins and ends with a letter or a digit"
    case .dots: "it has two dots, or a dot and a hyphen, together"
    case .address: "it looks like an IP address"
    }
  }
}
