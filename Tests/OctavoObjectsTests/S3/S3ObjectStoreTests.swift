import Foundation
import OctavoTestSupport
import OctavoTransport
import Synchronization
import Testing

@testable import OctavoObjects

/// Objects in a bucket, over real sockets against a bucket that fails when told to.
@Suite("S3 object store")
struct S3ObjectStoreTests {
  /// A store on a bucket, and how long it has waited.
  private struct Bench {
    let bucket: FakeBucket
    let store: S3ObjectStore
    let waits = Waits()

    init(_ change: (inout S3Settings) -> Void = { _ in }) throws {
      bucket = try FakeBucket()
      let endpoint = try #require(S3Endpoint(bucket.server.address))
      var settings = S3Settings(
        bucket: "books", region: "us-east-1", endpoint: endpoint,
        credentials: S3Credentials(
          accessKey: "AK", secretKey: try #require(Secret("a-very-secret-key"))))
      settings.largestWhole = 100_000
      settings.partSize = 40_000
      change(&settings)
      let waits = waits
      store = S3ObjectStore(
        settings,
        world: S3World(
          now: { Sample.now }, sleep: { seconds in waits.seconds.withLock { $0.append(seconds) } },
          chance: { 1 }))
    }

    func requests(_ method: String, _ word: String = "") -> Int {
      bucket.server.requests.count { request in
        request.method == method && (word.isEmpty || request.query.contains(word))
      }
    }
  }

  private final class Waits: Sendable {
    let seconds = Mutex<[Double]>([])
    var all: [Double] { seconds.withLock(\.self) }
  }

  private static func status(
    _ status: Int, _ headers: [String: String] = [:]
  ) -> @Sendable (LoopbackServer.Request) -> LoopbackServer.Reply? {
    { _ in .init(status, headers: headers, text: "<Error><Code>SlowDown</Code></Error>") }
  }

  private static func cut(
    after bytes: Int
  ) -> @Sendable (LoopbackServer.Request) -> LoopbackServer.Reply? {
    { _ in .init(200, body: [UInt8](repeating: 7, count: 100_000), cut: bytes) }
  }

  /// A file whose key names its content.
  private static func large(
    _ count: Int, in folder: borrowing TemporaryFolder
  ) throws -> (upload: ObjectUpload, bytes: Data) {
    let bytes = Sample.bytes(count)
    let file = try folder.write(bytes, to: "large")
    return (try ObjectUpload(contentOf: file, in: ObjectPrefix("p-1"), ending: "pdf"), bytes)
  }

  @Test("what is put is found, read, listed and deleted, below the bucket's prefix")
  func life() async throws {
    let folder = try TemporaryFolder()
    let bench = try Bench { $0.prefix = (try? ObjectPrefix("editions")) ?? .all }
    let bytes = Sample.bytes(70_000)
    let upload = try Sample.upload(bytes, to: "p-1/book.pdf", in: folder)
    #expect(try await bench.store.head(upload.key) == nil)
    try await bench.store.put(upload)
    #expect(bench.bucket.objects.keys.sorted() == ["editions/p-1/book.pdf"])
    let info = try #require(try await bench.store.head(upload.key))
    #expect(
      info
        == ObjectInfo(
          key: upload.key, size: 70_000, contentType: upload.contentType, digest: upload.digest,
          modified: 1_767_323_045))
    #expect(try await Sample.contents(upload.key, bench.store) == bytes)
    for key in ["a", "p-1/c", "p-10/d", "z"] {
      try await bench.store.put(try Sample.upload(Sample.bytes(9), to: key, in: folder))
    }
    #expect(try await Sample.keys(bench.store) == ["a", "p-1/book.pdf", "p-1/c", "p-10/d", "z"])
    #expect(
      try await Sample.keys(bench.store, below: ObjectPrefix("p-1")) == ["p-1/book.pdf", "p-1/c"])
    try await bench.store.delete(upload.key)
    try await bench.store.delete(upload.key)
    #expect(try await bench.store.head(upload.key) == nil)
    try await bench.store.check()
    #expect(bench.waits.all == [])
  }

  @Test("encryption, storage class and the digest go with an object")
  func headers() async throws {
    let folder = try TemporaryFolder()
    let bench = try Bench {
      $0.encryption = .kms(key: "alias/books")
      $0.storageClass = "STANDARD_IA"
    }
    let small = try Sample.upload(Sample.bytes(9), to: "a.pdf", in: folder)
    let large = try Self.large(120_000, in: folder).upload
    for upload in [small, large] {
      try await bench.store.put(upload)
      let headers = try #require(bench.bucket.objects[upload.key.text]?.headers)
      #expect(headers["x-amz-server-side-encryption"] == "aws:kms")
      #expect(headers["x-amz-server-side-encryption-aws-kms-key-id"] == "alias/books")
      #expect(headers["x-amz-storage-class"] == "STANDARD_IA")
      #expect(headers["x-amz-meta-sha256"] == upload.digest.hex)
      #expect(headers["content-type"] == "application/pdf")
      let signed = try #require(headers["authorization"])
      #expect(
        signed.contains("x-amz-server-side-encryption;") && signed.contains("x-amz-storage-class"))
    }
  }

  @Test("failures that may pass are tried again, as late as the service asks")
  func retries() async throws {
    let folder = try TemporaryFolder()
    let bench = try Bench()
    let upload = try Sample.upload(Sample.bytes(9000), to: "a.pdf", in: folder)
    bench.bucket.script([
      Self.status(503, ["retry-after": "7"]), Self.status(500), Self.cut(after: 0),
      Self.status(429),
    ])
    try await bench.store.put(upload)
    #expect(bench.requests("PUT") == 5)
    #expect(bench.waits.all == [7, 0.5, 1, 2])
    #expect(try await Sample.contents(upload.key, bench.store) == Sample.bytes(9000))
  }

  @Test("five failures are enough, and a refusal is one")
  func givingUp() async throws {
    let bench = try Bench()
    let key = try ObjectKey("a")
    bench.bucket.script(Array(repeating: Self.status(503), count: 5))
    #expect(try await Sample.kind { _ = try await bench.store.head(key) } == .unavailable)
    #expect(bench.waits.all.count == 4)
    bench.bucket.script([Self.status(503, ["retry-after": "3600"])])
    #expect(try await Sample.kind { _ = try await bench.store.head(key) } == .unavailable)
    bench.bucket.script([{ _ in .init(403, text: "<Error><Code>AccessDenied</Code></Error>") }])
    #expect(try await Sample.kind { try await bench.store.check() } == .denied)
    #expect(bench.waits.all.count == 4)
    #expect(bench.bucket.server.requests.count == 7)
  }

  @Test("a reading that breaks goes on where it broke, and stops where the object has changed")
  func reading() async throws {
    let folder = try TemporaryFolder()
    let bench = try Bench()
    let bytes = Sample.bytes(90_000)
    let upload = try Sample.upload(bytes, to: "a.bin", in: folder)
    try await bench.store.put(upload)
    let object = try #require(bench.bucket.objects["a.bin"])
    let broken: @Sendable (LoopbackServer.Request) -> LoopbackServer.Reply? = { _ in
      .init(
        200, headers: ["etag": object.tag, "x-amz-meta-sha256": upload.digest.hex],
        body: object.bytes, cut: 30_000)
    }
    bench.bucket.script([broken])
    #expect(try await Sample.contents(upload.key, bench.store) == bytes)
    let asked = try #require(bench.bucket.server.requests.last)
    #expect(asked.headers["range"]?.hasPrefix("bytes=") == true)
    #expect(asked.headers["if-match"] == object.tag)
    bench.bucket.script([
      broken, { _ in .init(412, text: "<Error><Code>PreconditionFailed</Code></Error>") },
    ])
    #expect(
      try await Sample.kind { _ = try await bench.store.read(upload.key) { _ in } } == .refused)
    bench.bucket.script([broken, { _ in .init(200, body: object.bytes) }])
    #expect(
      try await Sample.kind { _ = try await bench.store.read(upload.key) { _ in } } == .badAnswer)
    bench.bucket.script([
      { _ in .init(200, headers: ["x-amz-meta-sha256": upload.digest.hex], text: "rot") }
    ])
    #expect(
      try await Sample.kind { _ = try await bench.store.read(upload.key) { _ in } }
        == .damaged(upload.key))
  }

  @Test("large files go in parts, which are put together in their order")
  func parts() async throws {
    let folder = try TemporaryFolder()
    let bench = try Bench()
    let (upload, bytes) = try Self.large(390_001, in: folder)
    try await bench.store.put(upload)
    #expect(bench.bucket.objects[upload.key.text]?.bytes == Array(bytes))
    #expect(bench.requests("PUT", "partNumber") == 10)
    #expect(bench.bucket.uploads.isEmpty)
    #expect(try await bench.store.head(upload.key)?.digest == upload.digest)
  }

  @Test("an upload that died goes on: parts that are there and right are not sent again")
  func resuming() async throws {
    let folder = try TemporaryFolder()
    let bench = try Bench()
    let (upload, bytes) = try Self.large(390_001, in: folder)
    // All parts arrive, but the upload is never completed.
    let refuse: @Sendable (LoopbackServer.Request) -> LoopbackServer.Reply? = {
      $0.method == "POST" && $0["uploadId"] != nil ? .init(403, text: "<Error/>") : nil
    }
    bench.bucket.script(Array(repeating: refuse, count: 13))
    #expect(try await Sample.kind { try await bench.store.put(upload) } == .denied)
    bench.bucket.state.value.withLock { state in
      state.script = []
      for number in 7...10 { state.uploads["upload-1"]?.parts[number] = nil }
      // One part is of another file, and one too short.
      state.uploads["upload-1"]?.parts[2]?.tag = "\"00000000000000000000000000000000\""
      state.uploads["upload-1"]?.parts[3]?.bytes.removeLast()
    }
    let before = bench.requests("PUT", "partNumber")
    try await bench.store.put(upload)
    #expect(bench.bucket.objects[upload.key.text]?.bytes == Array(bytes))
    #expect(before == 10 && bench.requests("PUT", "partNumber") == 10 + 6)
    #expect(bench.requests("POST", "uploads") == 1)
  }

  @Test("a key that does not name its content gets an upload of its own")
  func plainKeys() async throws {
    let folder = try TemporaryFolder()
    let bench = try Bench()
    let upload = try Sample.upload(Sample.bytes(120_000), to: "p-1/book.pdf", in: folder)
    bench.bucket.state.value.withLock {
      $0.uploads["old"] = .init(
        key: "p-1/book.pdf", headers: [:], initiated: "2026-01-09T00:00:00Z")
    }
    try await bench.store.put(upload)
    #expect(bench.bucket.objects["p-1/book.pdf"]?.headers["x-amz-meta-sha256"] == upload.digest.hex)
    #expect(bench.bucket.uploads.keys.sorted() == ["old"])
  }

  @Test("an error inside a success is none, and a completion whose answer was lost counts")
  func completing() async throws {
    let folder = try TemporaryFolder()
    let bench = try Bench()
    let (upload, bytes) = try Self.large(120_000, in: folder)
    let isComplete: @Sendable (LoopbackServer.Request) -> Bool = {
      $0.method == "POST" && $0["uploadId"] != nil
    }
    let hidden: @Sendable (LoopbackServer.Request) -> LoopbackServer.Reply? = {
      isComplete($0) ? .init(200, text: "<Error><Code>InternalError</Code></Error>") : nil
    }
    bench.bucket.script(Array(repeating: hidden, count: 6))
    try await bench.store.put(upload)
    #expect(bench.bucket.objects[upload.key.text]?.bytes == Array(bytes))
    #expect(bench.waits.all == [0.25])
    // The bucket completed it, but the answer broke; asked again it knows no such upload.
    let gone: @Sendable (LoopbackServer.Request) -> LoopbackServer.Reply? = {
      isComplete($0) ? .init(404, text: "<Error><Code>NoSuchUpload</Code></Error>") : nil
    }
    let made = bench.requests("POST", "uploads")
    bench.bucket.script(Array(repeating: gone, count: 6))
    try await bench.store.put(upload)
    #expect(bench.requests("POST", "uploads") == made + 1)
    #expect(bench.requests("HEAD") == 1)
  }

  @Test("uploads that nobody goes on with are ended, Octavo's own and no others")
  func sweeping() async throws {
    let bench = try Bench { $0.prefix = (try? ObjectPrefix("editions")) ?? .all }
    bench.bucket.state.value.withLock { state in
      for (id, key, time) in [
        ("old", "editions/p/a", "2026-01-02T00:00:00.000Z"),
        ("new", "editions/p/b", "2027-01-15T07:59:00.000Z"),
        ("foreign", "others/c", "2026-01-02T00:00:00.000Z"),
        ("strange", "editions/a name", "2026-01-02T00:00:00.000Z"),
        ("timeless", "editions/p/c", ""),
      ] {
        state.uploads[id] = .init(key: key, headers: [:], initiated: time)
      }
    }
    #expect(try await bench.store.sweep(olderThan: 3600) == 1)
    #expect(bench.bucket.uploads.keys.sorted() == ["foreign", "new", "strange", "timeless"])
  }

  @Test("a file that changed is told before anything is sent")
  func changed() async throws {
    let folder = try TemporaryFolder()
    let bench = try Bench()
    let upload = try Sample.upload(Sample.bytes(9000), to: "a.pdf", in: folder)
    try Sample.bytes(9000, seed: 2).write(to: URL(filePath: upload.file))
    #expect(try await Sample.kind { try await bench.store.put(upload) } == .changed(upload.file))
    #expect(bench.bucket.server.requests.isEmpty)
  }

  @Test("parts are few enough for any file, and cover it")
  func plans() {
    let plan = PartPlan(size: 390_001, wish: 40_000, most: 10_000)
    #expect(plan.count == 10 && plan.range(of: 10) == 360_000..<390_001)
    let huge = PartPlan(size: 5 << 40, wish: 8 << 20, most: 10_000)
    #expect(huge.count <= 10_000 && huge.partSize % (1 << 20) == 0)
    #expect(huge.range(of: huge.count).upperBound == 5 << 40)
    #expect(PartPlan(size: 1, wish: 8, most: 10).range(of: 1) == 0..<1)
  }

  @Test("an address for users names the public host, the name to save by, and the style")
  func addresses() throws {
    let bench = try Bench {
      $0.publicEndpoint = S3Endpoint("https://files.example")
      $0.style = .virtual
    }
    let grant = DownloadGrant(
      key: try ObjectKey("p/a.pdf"), name: DownloadName("The Whale.pdf"), lifetime: 60)
    let url = try bench.store.downloadURL(for: grant)
    #expect(url.expiresAt == Sample.now + 60)
    #expect(url.address.hasPrefix("https://books.files.example/p/a.pdf?"))
    #expect(
      url.address.contains(
        "response-content-disposition=attachment%3B%20filename%3D%22The%20Whale.pdf%22"))
    #expect(url.address.contains("X-Amz-Expires=60&") && !url.address.contains("a-very-secret"))
    #expect(throws: ObjectStoreError(.lifetime(604_801))) {
      try bench.store.downloadURL(
        for: DownloadGrant(key: grant.key, name: grant.name, lifetime: 604_801))
    }
  }

  @Test("no secret stands in an error, whatever the service says")
  func secrets() async throws {
    let bench = try Bench()
    bench.bucket.script([
      { request in
        .init(
          400,
          text:
            "<Error><Code>Bad</Code><Message>a-very-secret-key \(request.headers["authorization"] ?? "")</Message></Error>"
        )
      }
    ])
    do {
      try await bench.store.check()
      Issue.record("it was taken")
    } catch let error as ObjectStoreError {
      #expect(error.message.contains("Bad") && !error.message.contains("a-very-secret-key"))
      #expect(!"\(error)".contains("a-very-secret-key"))
    }
  }
}
