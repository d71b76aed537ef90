import OctavoBase
import OctavoObjects
import OctavoTestSupport
import OctavoTransport
import Testing

/// What may be said about the object store, in the environment and in a file.
@Suite("Object store settings")
struct SettingsTests {
  private static let bucket = [
    "OCTAVO_OBJECTS": "s3://my-books/editions/2026", "AWS_REGION": "eu-west-3",
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "very/secret+key",
  ]

  private static func read(
    _ environment: [String: String], options: ObjectStoreOptions = ObjectStoreOptions()
  ) throws -> ObjectStoreSettings {
    try options.merging(environment: environment).settings()
  }

  private static func s3(_ more: [String: String]) throws -> S3Settings {
    guard case .s3(let settings) = try read(bucket.merging(more) { $1 }) else {
      throw OctavoError(.defect, "test", "no bucket")
    }
    return settings
  }

  /// The codes of everything that is wrong.
  private static func problems(_ environment: [String: String]) -> [String] {
    do {
      _ = try read(environment)
      return []
    } catch let error as OctavoError {
      #expect(error.kind == .badInput)
      let words = error.diagnostics.map { "\($0.message) \($0.hints)" }.joined()
      #expect(!words.contains("secret+key") && !words.contains("hunter22"))
      return error.diagnostics.map { String($0.code.dropFirst("objects.".count)) }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("a folder and the service's address are enough")
  func folder() throws {
    let settings = try Self.read([
      "OCTAVO_OBJECTS": "./objects", "OCTAVO_PUBLIC_URL": "https://books.example/octavo/",
    ])
    #expect(
      settings == .folder(path: "./objects", publicURL: "https://books.example/octavo"))
  }

  @Test("a bucket of Amazon's needs a region and credentials")
  func amazon() throws {
    let settings = try Self.s3(["AWS_SESSION_TOKEN": "token"])
    #expect(settings.bucket == "my-books" && settings.prefix.text == "editions/2026/")
    #expect(settings.endpoint.text == "https://s3.eu-west-3.amazonaws.com")
    #expect(settings.style == .virtual && settings.region == "eu-west-3")
    #expect(settings.credentials.secretKey.value == "very/secret+key")
    #expect(settings.credentials.sessionToken?.value == "token")
    #expect(try Self.s3(["OCTAVO_OBJECTS": "s3://my.books"]).style == .path)
    #expect(try Self.s3(["OCTAVO_OBJECTS": "s3://my-books"]).prefix == .all)
  }

  @Test("another service has an endpoint, a style, encryption and a storage class")
  func service() throws {
    let settings = try Self.s3([
      "OCTAVO_S3_ENDPOINT": "http://127.0.0.1:9000", "OCTAVO_S3_ALLOW_HTTP": "1",
      "OCTAVO_S3_PUBLIC_ENDPOINT": "https://files.example", "OCTAVO_S3_ENCRYPTION": "aws:kms",
      "OCTAVO_S3_KMS_KEY": "alias/books", "OCTAVO_S3_STORAGE_CLASS": "STANDARD_IA",
      "OCTAVO_S3_PROXY": "http://u:hunter22@proxy:3128", "OCTAVO_S3_CERTIFICATES": "/dev/null",
    ])
    #expect(settings.endpoint.text == "http://127.0.0.1:9000" && settings.style == .path)
    #expect(settings.publicEndpoint?.text == "https://files.example")
    #expect(settings.encryption == .kms(key: "alias/books"))
    #expect(settings.storageClass == "STANDARD_IA")
    #expect(settings.network.proxy == "http://u:hunter22@proxy:3128")
    #expect(settings.network.certificates == "/dev/null")
  }

  @Test("a file's options give way to the environment's; an empty variable is none")
  func precedence() throws {
    var options = ObjectStoreOptions()
    options[.objects] = "s3://from-file"
    options[.region] = "us-west-2"
    options[.accessKey] = "FILE"
    options[.secretKey] = "from the file? no blanks"
    options[.secretKey] = "from-the-file"
    let read = try Self.read(
      ["AWS_REGION": "eu-west-3", "OCTAVO_OBJECTS": "", "AWS_ACCESS_KEY_ID": "ENV"],
      options: options)
    guard case .s3(let settings) = read else {
      Issue.record("\(read)")
      return
    }
    #expect(settings.bucket == "from-file" && settings.region == "eu-west-3")
    #expect(settings.credentials.accessKey == "ENV")
    #expect(settings.credentials.secretKey.value == "from-the-file")
    #expect(options[.secretKey] == nil)
    var printed = ""
    dump(options, to: &printed)
    dump(read, to: &printed)
    #expect(!printed.contains("from-the-file"))
  }

  @Test("every mistake is named at once")
  func mistakes() {
    #expect(Self.problems([:]) == ["missing-objects"])
    #expect(Self.problems(["OCTAVO_OBJECTS": "objects"]) == ["missing-public-url"])
    #expect(
      Self.problems(["OCTAVO_OBJECTS": "gs://x", "OCTAVO_PUBLIC_URL": "books.example"])
        == ["bad-place", "bad-public-url"])
    #expect(
      Self.problems(["OCTAVO_OBJECTS": "s3://B/../x"])
        == [
          "bad-bucket", "bad-prefix", "missing-region", "missing-access-key", "missing-secret-key",
        ])
    let broken = Self.bucket.merging([
      "OCTAVO_OBJECTS": "s3://my.books", "AWS_REGION": "eu west", "OCTAVO_S3_STYLE": "virtul",
      "OCTAVO_S3_ENDPOINT": "http://minio:9000",
      "OCTAVO_S3_PUBLIC_ENDPOINT": "https://u:hunter22@x",
      "OCTAVO_S3_ENCRYPTION": "aes256", "OCTAVO_S3_KMS_KEY": "k", "OCTAVO_S3_STORAGE_CLASS": "cold",
      "OCTAVO_S3_CERTIFICATES": "/no/such/file", "AWS_SECRET_ACCESS_KEY": "very secret+key",
      "OCTAVO_S3_ENDPIONT": "x", "OCTAVO_S3_ALLOW_HTTP": "yes",
    ]) { $1 }
    #expect(
      Self.problems(broken).sorted() == [
        "bad-allow-http", "bad-encryption", "bad-public-endpoint", "bad-region", "bad-secret-key",
        "bad-storage-class", "bad-style", "kms-key-unused", "plain-http", "unknown-variable",
        "unreadable-certificates",
      ])
  }

  @Test("mistakes come with what was meant")
  func hints() throws {
    let broken = Self.bucket.merging(["OCTAVO_S3_ENDPIONT": "x", "OCTAVO_S3_STYLE": "virtul"]) {
      $1
    }
    do {
      _ = try Self.read(broken)
      Issue.record("it was read")
    } catch let error as OctavoError {
      let hints = error.diagnostics.flatMap(\.hints)
      #expect(hints == ["did you mean OCTAVO_S3_ENDPOINT?", "did you mean virtual?"])
    }
  }

  @Test("a bucket's name keeps to the rules")
  func buckets() {
    for name in ["abc", "my-books.2026", String(repeating: "a", count: 63)] {
      #expect(Self.problems(Self.bucket.merging(["OCTAVO_OBJECTS": "s3://\(name)"]) { $1 }) == [])
    }
    for name in [
      "", "ab", "My", "my_books", "-abc", "abc-", "a..b", "a.-b", "192.168.0.1", "bücher",
      String(repeating: "a", count: 64),
    ] {
      let problems = Self.problems(Self.bucket.merging(["OCTAVO_OBJECTS": "s3://\(name)"]) { $1 })
      #expect(problems.first == "bad-bucket", "\(name)")
    }
  }

  @Test("a dotted bucket before a secure host is named as what no certificate fits")
  func dotted() {
    let environment = Self.bucket.merging([
      "OCTAVO_OBJECTS": "s3://my.books", "OCTAVO_S3_STYLE": "virtual",
    ]) { $1 }
    #expect(Self.problems(environment) == ["bad-bucket"])
  }
}
