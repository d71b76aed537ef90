package import OctavoBase
package import OctavoGeneration
import OctavoObjects

/// Where a service runs and what it works with: `octavo.yaml` and `OCTAVO_*` variables, of which the
/// variables count.
package struct ServiceSettings: Sendable, Equatable {
  /// The folder of the store.
  package var store = "octavo-store"
  /// `HOST:PORT` to listen at.
  package var address = "127.0.0.1:8080"
  /// A folder, or `s3://bucket` or `s3://bucket/prefix`.
  package var objects = "octavo-objects"
  /// How users reach the service, where that is not `http://ADDRESS`.
  package var publicURL: String?
  /// The policy file; the built-in policy where there is none.
  package var policy: String?
  /// A folder of prompts in place of the bundled ones.
  package var prompts: String?
  /// Provider all steps ask, in place of the policy's.
  package var provider: String?
  package var model: String?
  /// Jobs that one process does at once; 0 where `serve` leaves them to `octavo worker`.
  package var workers = 4
  /// What is said of a bucket, by `ObjectStoreOption`'s names.
  package var s3: [String: String] = [:]
  /// Exports that one process sets at once.
  package var typesetters = 1

  package init() {}

  /// The variables, each with the key it stands for.
  package static let variables = [
    "OCTAVO_STORE": "store", "OCTAVO_ADDRESS": "address", "OCTAVO_OBJECTS": "objects",
    "OCTAVO_PUBLIC_URL": "public-url", "OCTAVO_POLICY": "policy", "OCTAVO_PROMPTS": "prompts",
    "OCTAVO_PROVIDER": "provider", "OCTAVO_MODEL": "model", "OCTAVO_WORKERS": "workers",
    "OCTAVO_TYPESETTERS": "typesetters",
  ]

  /// Variables that other parts of Octavo read.
  private static let foreign: Set<String> = [
    "OCTAVO_HOME", "OCTAVO_CONFIG", "OCTAVO_SLOW", "OCTAVO_ACCEPT",
  ]

  /// Reads a file, where there is one, and then the variables over it; names every mistake of both.
  ///
  /// - Parameters:
  ///   - text: the file's text; nil for no file.
  ///   - others: sections of the file, and beginnings of variables' names, that others read.
  package static func read(
    _ text: String?, name: String, environment: [String: String],
    others: (sections: [String], variables: [String]) = ([], [])
  ) -> Outcome<SettingsReader.Reading<ServiceSettings>> {
    let file = SettingsReader.read(
      text ?? "", name: name, over: ServiceSettings(), sections, others: others.sections)
    var reading = file.value
    var findings = file.diagnostics
    for (variable, value) in environment.sorted(by: { $0.key < $1.key }) {
      guard variable.hasPrefix("OCTAVO_"), !value.isEmpty, !foreign.contains(variable),
        !variable.hasPrefix("OCTAVO_S3_"), !others.variables.contains(where: variable.hasPrefix)
      else { continue }
      guard let key = variables[variable] else {
        findings.append(unknown(variable))
        continue
      }
      let one = SettingsReader.read(
        "\(key): \(quoted(value))", name: variable, over: reading.settings, sections)
      findings += one.diagnostics.map {
        Diagnostic($0.severity, $0.code, "\(variable): \($0.message)")
      }
      reading = SettingsReader.Reading(settings: one.value.settings, sources: reading.sources)
    }
    return Outcome(reading, findings)
  }

  private static func unknown(_ variable: String) -> Diagnostic {
    let near = NearestName.of(variable, in: variables.keys)
    return Diagnostic(
      .error, "settings.unknown-variable", "there is no variable \(variable)",
      hints: [
        near.map { "did you mean \($0)?" }
          ?? "there are \(variables.keys.sorted().joined(separator: ", "))"
      ])
  }

  /// A value as YAML that means the same text or number.
  private static func quoted(_ value: String) -> String {
    "'" + value.replacing("'", with: "''").filter { !$0.isNewline } + "'"
  }

  private static var sections: [SettingsSection<ServiceSettings>] {
    [
      .key(.text("store", \.store, wanted: "a folder", where: { !$0.isEmpty })),
      .key(
        .text(
          "address", \.address, wanted: "HOST:PORT, such as 127.0.0.1:8080",
          where: { ListenAddress($0) != nil })),
      .key(
        .text(
          "objects", \.objects, wanted: "a folder, or s3://BUCKET",
          where: { !$0.isEmpty && ($0.hasPrefix("s3://") ? $0.count > 5 : !$0.contains("://")) })),
      .key(
        .text(
          "public-url", \.publicAddress, wanted: "an address that begins with http:// or https://",
          where: {
            ($0.hasPrefix("http://") && $0.count > 7) || ($0.hasPrefix("https://") && $0.count > 8)
          })),
      .key(.text("policy", \.policy)),
      .key(.text("prompts", \.prompts)),
      .key(.text("provider", \.provider)),
      .key(.text("model", \.model)),
      .map("s3", bucketKeys),
      .key(.count("workers", \.workers, 0...256)),
      .key(.count("typesetters", \.typesetters, 1...64)),
    ]
  }

  /// Keys and secrets come from the environment alone.
  private static var bucketKeys: [PolicyKey<ServiceSettings>] {
    let apart: Set<ObjectStoreOption> = [
      .objects, .publicURL, .accessKey, .secretKey, .sessionToken,
    ]
    return ObjectStoreOption.allCases.filter { !apart.contains($0) }
      .map { .text($0.rawValue, \.s3[$0.rawValue]) }
  }

  /// Where objects are kept, as the object store reads it.
  func objectOptions(_ environment: [String: String]) -> ObjectStoreOptions {
    var options = ObjectStoreOptions()
    options[.objects] = objects
    options[.publicURL] = publicURL ?? "http://" + address
    for (name, value) in s3 {
      if let option = ObjectStoreOption(rawValue: name) { options[option] = value }
    }
    // Those two were read from the environment before.
    var rest = environment
    rest["OCTAVO_OBJECTS"] = nil
    rest["OCTAVO_PUBLIC_URL"] = nil
    return options.merging(environment: rest)
  }

  private var publicAddress: String {
    get { publicURL ?? "" }
    set { publicURL = newValue.hasSuffix("/") ? String(newValue.dropLast()) : newValue }
  }
}

/// Where a server listens.
package struct ListenAddress: Sendable, Hashable {
  package let host: String
  package let port: Int

  /// `HOST:PORT`, or `[IPV6]:PORT`; nil for anything else.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"),
      let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
    else { return nil }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = String(host.dropFirst().dropLast())
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { return nil }
    self.host = host
    self.port = port
  }
}
