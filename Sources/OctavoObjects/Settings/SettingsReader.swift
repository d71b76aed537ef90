import Glibc
package import OctavoBase
import OctavoTransport

extension ObjectStoreOptions {
  /// The settings, or every mistake that was found.
  ///
  /// Looks at files only to see that those named can be read.
  package func settings() throws(OctavoError) -> ObjectStoreSettings {
    var reader = SettingsReader(options: self)
    let settings = reader.read()
    guard let settings, reader.problems.isEmpty else {
      throw OctavoError(.badInput, reader.problems.map(\.diagnostic))
    }
    return settings
  }
}

/// Turns options into settings and gathers what is wrong on the way.
struct SettingsReader {
  let options: ObjectStoreOptions
  private(set) var problems: [ObjectStoreProblem] = []

  init(options: ObjectStoreOptions) { self.options = options }

  /// Nil only where problems were found.
  mutating func read() -> ObjectStoreSettings? {
    let known = ObjectStoreOption.allCases.flatMap(\.variables)
    for name in options.unknown {
      problems.append(.unknownVariable(name, nearest: NearestName.of(name, in: known)))
    }
    guard let place = options[.objects] else {
      problems.append(.missing(.objects, why: "so there is nowhere to keep finished books"))
      return nil
    }
    if place.hasPrefix(Self.scheme) { return s3(place.dropFirst(Self.scheme.count)) }
    return folder(place)
  }

  private static let scheme = "s3://"

  // MARK: A folder

  private mutating func folder(_ path: String) -> ObjectStoreSettings? {
    if path.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:/) != nil {
      problems.append(.badScheme(path))
    } else if path.utf8.contains(where: { $0 < 0x20 }) {
      problems.append(.notAFolder(path))
    }
    guard let url = options[.publicURL] else {
      problems.append(
        .missing(.publicURL, why: "but addresses of files in a folder begin with it"))
      return nil
    }
    guard let root = Self.root(url) else {
      problems.append(.badAddress(.publicURL, url))
      return nil
    }
    return .folder(path: path, publicURL: root)
  }

  /// An address that others can be appended to: an endpoint, perhaps with a path of plain segments.
  private static func root(_ text: String) -> String? {
    guard let scheme = text.firstRange(of: "://") else { return nil }
    let rest = text[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(host.count)
    let isPlain = path.isEmpty || path == "/" || (try? ObjectPrefix(path.dropFirst())) != nil
    guard isPlain, S3Endpoint(String(text[..<scheme.upperBound] + host)) != nil else { return nil }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  // MARK: A bucket

  private mutating func s3(_ place: Substring) -> ObjectStoreSettings? {
    let bucket = String(place.prefix { $0 != "/" })
    if let fault = BucketName.fault(bucket) { problems.append(.badBucket(bucket, fault)) }
    let prefix = prefix(place.dropFirst(bucket.count).drop { $0 == "/" })
    let region = region()
    let service = endpoint(.endpoint)
    let publicEndpoint = endpoint(.publicEndpoint)
    let credentials = credentials()
    let style = style(bucket, isAmazon: options[.endpoint] == nil)
    var network = HTTPSettings()
    network.proxy = options.secret(.proxy)?.value
    network.certificates = certificates()
    let encryption = encryption()
    let storageClass = storageClass()
    guard let credentials, let region else { return nil }
    var settings = S3Settings(
      bucket: bucket, region: region, endpoint: service ?? .amazon(region: region),
      credentials: credentials)
    settings.prefix = prefix
    settings.publicEndpoint = publicEndpoint
    settings.style = style
    settings.encryption = encryption
    settings.storageClass = storageClass
    settings.network = network
    return .s3(settings)
  }

  private mutating func prefix(_ text: Substring) -> ObjectPrefix {
    do {
      return try ObjectPrefix(text)
    } catch {
      problems.append(.badPrefix(String(text), error))
      return .all
    }
  }

  private mutating func region() -> String? {
    guard let region = options[.region] else {
      // Services of one's own rarely have regions; this is the name they answer to.
      if options[.endpoint] != nil { return "us-east-1" }
      problems.append(.missing(.region, why: "and Amazon's buckets are each in one"))
      return nil
    }
    guard region.wholeMatch(of: /[A-Za-z0-9\-]{1,40}/) != nil else {
      problems.append(.badRegion(region))
      return nil
    }
    return region
  }

  private mutating func endpoint(_ option: ObjectStoreOption) -> S3Endpoint? {
    guard let text = options[option] else { return nil }
    guard let endpoint = S3Endpoint(text) else {
      problems.append(.badAddress(option, Redaction().redact(text)))
      return nil
    }
    if !endpoint.isSecure, !allowsHTTP() { problems.append(.plainHTTP(option, text)) }
    return endpoint
  }

  private mutating func allowsHTTP() -> Bool {
    choice(.allowHTTP, ["1": true, "true": true, "0": false, "false": false]) ?? false
  }

  private mutating func credentials() -> S3Credentials? {
    let why = "and a bucket asks who comes"
    if options[.accessKey] == nil { problems.append(.missing(.accessKey, why: why)) }
    if options.secret(.secretKey) == nil { problems.append(.missing(.secretKey, why: why)) }
    let texts = [
      (ObjectStoreOption.accessKey, options[.accessKey]),
      (.secretKey, options.secret(.secretKey)?.value),
      (.sessionToken, options.secret(.sessionToken)?.value),
    ]
    for (option, text) in texts {
      guard let text, !text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else { continue }
      problems.append(.badCredential(option))
    }
    guard let accessKey = options[.accessKey], let secret = options.secret(.secretKey) else {
      return nil
    }
    return S3Credentials(
      accessKey: accessKey, secretKey: secret, sessionToken: options.secret(.sessionToken))
  }

  private mutating func style(_ bucket: String, isAmazon: Bool) -> S3Settings.Style {
    let styles = S3Settings.Style.allCases.map { ($0.rawValue, $0) }
    let style =
      choice(.style, Dictionary(uniqueKeysWithValues: styles))
      ?? (isAmazon && !bucket.contains(".") ? .virtual : .path)
    let isSecure = options[.endpoint].flatMap { S3Endpoint($0) }?.isSecure ?? true
    if style == .virtual, bucket.contains("."), isSecure { problems.append(.dottedBucket(bucket)) }
    return style
  }

  private mutating func encryption() -> S3Settings.Encryption {
    let key = options[.kmsKey]
    let choices: [String: S3Settings.Encryption] = [
      "none": .asTheBucketSays, "AES256": .aes256, "aws:kms": .kms(key: key),
    ]
    let encryption = choice(.encryption, choices) ?? .asTheBucketSays
    if key != nil, encryption != .kms(key: key) { problems.append(.kmsKeyUnused) }
    if let key, key.wholeMatch(of: /[A-Za-z0-9:\/_\-]{1,2048}/) == nil {
      problems.append(.badChoice(.kmsKey, key, allowed: ["a key's id", "its ARN", "an alias"]))
    }
    return encryption
  }

  private mutating func storageClass() -> String? {
    guard let text = options[.storageClass] else { return nil }
    // Services have classes of their own; only the form can be checked.
    if text.wholeMatch(of: /[A-Z][A-Z0-9_]{0,63}/) == nil {
      problems.append(.badChoice(.storageClass, text, allowed: ["names such as STANDARD_IA"]))
    }
    return text
  }

  private mutating func certificates() -> String? {
    guard let path = options[.certificates] else { return nil }
    if access(path, R_OK) != 0 { problems.append(.unreadableCertificates(path)) }
    return path
  }

  private mutating func choice<Value>(
    _ option: ObjectStoreOption, _ values: [String: Value]
  ) -> Value? {
    guard let text = options[option] else { return nil }
    if let value = values[text] { return value }
    let problem = ObjectStoreProblem.badChoice(option, text, allowed: values.keys.sorted())
    if !problems.contains(problem) { problems.append(problem) }
    return nil
  }
}

/// What may be a bucket's name (Amazon S3 User Guide, "Bucket naming rules").
enum BucketName {
  static func fault(_ name: String) -> ObjectStoreProblem.BucketFault? {
    guard (3...63).contains(name.count) else { return .length(name.count) }
    if let bad = name.first(where: { !isAllowed($0) }) { return .character(bad) }
    let ends = [name.first, name.last]
    if ends.contains("-") || ends.contains(".") { return .ends }
    if ["..", ".-", "-."].contains(where: { name.contains($0) }) { return .dots }
    return name.wholeMatch(of: /[0-9]+(\.[0-9]+){3}/) != nil ? .address : nil
  }

  private static func isAllowed(_ character: Character) -> Bool {
    switch character {
    case "a"..."z", "0"..."9", "-", ".": character.isASCII
    default: false
    }
  }
}
