import OctavoTransport

/// Where objects are kept and how, checked: what a configuration file and the environment say.
package enum ObjectStoreSettings: Sendable, Equatable {
  /// A folder of this machine.
  case folder(path: String, publicURL: String)
  case s3(S3Settings)

  /// Opens the store. `now` is seconds since 1970.
  package func open(
    now: @escaping @Sendable () -> Int
  ) throws(ObjectStoreError) -> any ObjectStore {
    switch self {
    case .folder(let path, let publicURL):
      try LocalObjectStore(folder: path, publicURL: publicURL, now: now)
    case .s3(let settings): S3ObjectStore(settings, world: S3World(now: now))
    }
  }
}

/// What was said about the object store, unread: by `objects:` in a configuration file, or by
/// variables of the environment, which win.
package struct ObjectStoreOptions: Sendable {
  /// What each option was set to; secrets apart.
  private var values: [ObjectStoreOption: String] = [:]
  private var secrets: [ObjectStoreOption: Secret] = [:]
  /// Variables that look like Octavo's and are none.
  private(set) var unknown: [String] = []

  package init() {}

  /// What an option was set to. Options that hold secrets are set, and never given out.
  package subscript(option: ObjectStoreOption) -> String? {
    get { values[option] }
    set {
      guard option.isSecret else {
        values[option] = newValue
        return
      }
      secrets[option] = newValue.flatMap { Secret($0) }
    }
  }

  func secret(_ option: ObjectStoreOption) -> Secret? { secrets[option] }

  /// The options with those of an environment over them. An empty variable is as good as none.
  package func merging(environment: [String: String]) -> ObjectStoreOptions {
    var merged = self
    for option in ObjectStoreOption.allCases {
      let found = option.variables.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
      if let found { merged[option] = found }
    }
    let known = Set(ObjectStoreOption.allCases.flatMap(\.variables))
    merged.unknown += environment.keys.filter {
      $0.hasPrefix(ObjectStoreOption.family) && !known.contains($0)
    }.sorted()
    return merged
  }
}

/// One thing that can be said about the object store.
package enum ObjectStoreOption: String, Sendable, CaseIterable {
  /// A folder, or `s3://BUCKET/PREFIX`.
  case objects
  case publicURL = "public-url"
  case endpoint
  case publicEndpoint = "public-endpoint"
  case region
  case style
  case allowHTTP = "allow-http"
  case encryption
  case kmsKey = "kms-key"
  case storageClass = "storage-class"
  case certificates
  case proxy
  case accessKey = "access-key"
  case secretKey = "secret-key"
  case sessionToken = "session-token"

  static let family = "OCTAVO_S3_"

  /// The variables that set it, the first that is set winning.
  package var variables: [String] {
    switch self {
    case .objects: ["OCTAVO_OBJECTS"]
    case .publicURL: ["OCTAVO_PUBLIC_URL"]
    case .endpoint: ["OCTAVO_S3_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]
    case .publicEndpoint: ["OCTAVO_S3_PUBLIC_ENDPOINT"]
    case .region: ["OCTAVO_S3_REGION", "AWS_REGION", "AWS_DEFAULT_REGION"]
    case .style: ["OCTAVO_S3_STYLE"]
    case .allowHTTP: ["OCTAVO_S3_ALLOW_HTTP"]
    case .encryption: ["OCTAVO_S3_ENCRYPTION"]
    case .kmsKey: ["OCTAVO_S3_KMS_KEY"]
    case .storageClass: ["OCTAVO_S3_STORAGE_CLASS"]
    case .certificates: ["OCTAVO_S3_CERTIFICATES", "AWS_CA_BUNDLE"]
    case .proxy: ["OCTAVO_S3_PROXY"]
    case .accessKey: ["AWS_ACCESS_KEY_ID"]
    case .secretKey: ["AWS_SECRET_ACCESS_KEY"]
    case .sessionToken: ["AWS_SESSION_TOKEN"]
    }
  }

  /// Whether its value is never shown. A proxy's address may hold a password.
  var isSecret: Bool {
    switch self {
    case .secretKey, .sessionToken, .proxy: true
    default: false
    }
  }
}
