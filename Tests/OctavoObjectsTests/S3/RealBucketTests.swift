import Foundation
import OctavoTestSupport
import OctavoTransport
import Testing

@testable import OctavoObjects

/// Objects in the buckets of services that check signatures; `make test-objects` starts them.
@Suite(
  "Real buckets",
  .enabled(if: RealBucket.address != nil, "make test-objects starts the services"), .serialized)
struct RealBucketTests {
  @Test("what is put is found, read, listed and deleted")
  func life() async throws {
    let folder = try TemporaryFolder()
    let store = try await RealBucket().store()
    try await store.check()
    let bytes = Sample.bytes(300_000)
    let upload = try Sample.upload(bytes, to: "life/book.pdf", in: folder)
    try await store.put(upload)
    let info = try #require(try await store.head(upload.key))
    #expect(info.size == 300_000 && info.digest == upload.digest)
    #expect(info.contentType.text == "application/pdf")
    #expect(abs(Double(info.modified) - Date().timeIntervalSince1970) < 600)
    #expect(try await Sample.contents(upload.key, store) == bytes)
    try await store.put(try Sample.upload(Data(), to: "life/empty", in: folder))
    #expect(try await store.head(try ObjectKey("life/empty"))?.size == 0)
    #expect(
      try await Sample.keys(store, below: ObjectPrefix("life")) == ["life/book.pdf", "life/empty"])
    for name in ["life/book.pdf", "life/empty", "life/never"] {
      try await store.delete(try ObjectKey(name))
      #expect(try await store.head(try ObjectKey(name)) == nil)
    }
    #expect(try await Sample.keys(store, below: ObjectPrefix("life")) == [])
  }

  @Test("the wrong secret and an unknown account are refused, whatever they ask")
  func strangers() async throws {
    let folder = try TemporaryFolder()
    let bucket = try await RealBucket()
    let upload = try Sample.upload(Sample.bytes(1000), to: "strangers/a.pdf", in: folder)
    try await bucket.store().put(upload)
    for store in [
      try bucket.store { $0 = .init(accessKey: $0.accessKey, secretKey: Self.wrong) },
      try bucket.store { $0 = .init(accessKey: "AKIDNOBODY", secretKey: $0.secretKey) },
    ] {
      let calls: [() async throws -> Void] = [
        { try await store.put(upload) }, { _ = try await store.head(upload.key) },
        { _ = try await store.read(upload.key) { _ in } }, { try await store.delete(upload.key) },
        { try await store.check() },
      ]
      for (index, call) in calls.enumerated() {
        #expect(try await Sample.kind(call) == .denied, "call \(index)")
      }
    }
    #expect(try await bucket.store().head(upload.key)?.digest == upload.digest)
  }

  private static let wrong: Secret = {
    guard let secret = Secret("octavo-secret-kez") else { preconditionFailure("not empty") }
    return secret
  }()

  @Test("an address that was signed is served under its name, and nothing like it is")
  func presigned() async throws {
    let folder = try TemporaryFolder()
    let bucket = try await RealBucket()
    let bytes = Sample.bytes(5000)
    let upload = try Sample.upload(bytes, to: "signed/book.pdf", in: folder)
    try await bucket.store().put(upload)
    let name = DownloadName("Élan & “so on” (2).pdf")
    let grant = DownloadGrant(key: upload.key, name: name, lifetime: 60)
    let good = try bucket.store().downloadURL(for: grant).address
    let (head, body) = try await bucket.get(good)
    #expect(head.status == 200 && body == Array(bytes))
    #expect(head["content-disposition"] == name.contentDisposition)
    let stranger = try bucket.store { $0 = .init(accessKey: $0.accessKey, secretKey: Self.wrong) }
    let late = try bucket.store(behind: 3600)
    let refused = [
      "a signature": String(good.dropLast(4)) + (good.hasSuffix("0000") ? "1111" : "0000"),
      "a key": good.replacing("book.pdf?", with: "took.pdf?"),
      "a name": good.replacing("so%20on", with: "so%20no"),
      "a time": good.replacing("X-Amz-Expires=60&", with: "X-Amz-Expires=90&"),
      "nothing signed": String(good.prefix { $0 != "?" }),
      "a wrong secret": try stranger.downloadURL(for: grant).address,
      "an hour too late": try late.downloadURL(for: grant).address,
    ]
    for (what, address) in refused.sorted(by: { $0.key < $1.key }) {
      #expect(address != good)
      let answer = try await bucket.get(address)
      #expect([400, 403].contains(answer.head.status), "\(what): \(answer.head.status)")
      #expect(answer.body != Array(bytes), "\(what)")
    }
    #expect(try await bucket.get(good, method: "DELETE").head.status >= 400)
    #expect(try await bucket.store().head(upload.key) != nil)
  }

  @Test("an upload in parts that was cut goes on, sending only what was missing")
  func resuming() async throws {
    let folder = try TemporaryFolder()
    let bucket = try await RealBucket()
    // Eight parts, of which four are under way at once when it is cut.
    let bytes = Sample.bytes(64 << 20, seed: UInt64.random(in: 0...UInt64.max))
    let file = try folder.write(bytes, to: "large.pdf")
    let upload = try ObjectUpload(contentOf: file, in: ObjectPrefix("large"), ending: "pdf")
    let cut = try CuttingProxy(to: bucket.port, limit: 50 << 20)
    let failure = try await Sample.kind { try await bucket.store(through: cut).put(upload) }
    #expect(failure == .unavailable)
    #expect(try await bucket.store().head(upload.key) == nil)
    let whole = try CuttingProxy(to: bucket.port)
    try await bucket.store(through: whole).put(upload)
    #expect(try await bucket.store().head(upload.key)?.size == bytes.count)
    #expect(try await Sample.contents(upload.key, bucket.store()) == bytes)
    print("sent before the cut: \(cut.sent) bytes; after it: \(whole.sent) of \(bytes.count)")
    #expect(whole.sent < bytes.count - (16 << 20) + (1 << 20))
    try await bucket.store().delete(upload.key)
  }

  @Test("an upload that nobody goes on with is ended by a sweep")
  func sweeping() async throws {
    let folder = try TemporaryFolder()
    let bucket = try await RealBucket()
    let file = try folder.write(
      Sample.bytes(20 << 20, seed: UInt64.random(in: 0...UInt64.max)), to: "large.pdf")
    let upload = try ObjectUpload(contentOf: file, in: ObjectPrefix("stale"), ending: "pdf")
    let cut = try CuttingProxy(to: bucket.port, limit: 10 << 20)
    let failure = try await Sample.kind { try await bucket.store(through: cut).put(upload) }
    #expect(failure == .unavailable)
    #expect(try await bucket.store().sweep(olderThan: 3600) == 0)
    let count = try await bucket.store().sweep(olderThan: -3600)
    // MinIO lists uploads only by a whole key, and ends stale ones itself.
    #expect(count >= (RealBucket.service == "minio" ? 0 : 1))
    #expect(try await bucket.store().sweep(olderThan: -3600) == 0)
  }

  @Test(
    "a bucket's name before the host is as good as one in the path",
    .disabled(if: RealBucket.service == "rclone", "rclone takes one style or the other"))
  func virtualHosts() async throws {
    let folder = try TemporaryFolder()
    let bucket = try await RealBucket()
    let store = try bucket.virtualStore()
    let upload = try Sample.upload(Sample.bytes(1000), to: "virtual/a.pdf", in: folder)
    try await store.put(upload)
    #expect(try await bucket.store().head(upload.key)?.digest == upload.digest)
    #expect(try await Sample.keys(store, below: ObjectPrefix("virtual")) == ["virtual/a.pdf"])
    let grant = DownloadGrant(key: upload.key, name: DownloadName("a.pdf"))
    #expect(try await bucket.get(store.downloadURL(for: grant).address).head.status == 200)
    try await store.delete(upload.key)
    #expect(try await bucket.store().head(upload.key) == nil)
  }
}
