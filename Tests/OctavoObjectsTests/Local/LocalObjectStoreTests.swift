import Foundation
import OctavoBase
import OctavoObjects
import OctavoTestSupport
import Testing

/// Objects in a folder.
@Suite("Local object store")
struct LocalObjectStoreTests {
  @Test("what is put is found, read and deleted again, with its type and digest")
  func life() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/deep/er/store")
    let bytes = Sample.bytes(600_001)
    let upload = try Sample.upload(bytes, to: "projects/p-1/book.pdf", in: folder)
    #expect(try await store.head(upload.key) == nil)
    try await store.put(upload)
    let info = try #require(try await store.head(upload.key))
    #expect(info.size == 600_001 && info.contentType.text == "application/pdf")
    #expect(info.digest == upload.digest)
    #expect(abs(Double(info.modified) - Date().timeIntervalSince1970) < 600)
    #expect(try await Sample.contents(upload.key, store) == bytes)
    try await store.put(upload)
    try await store.delete(upload.key)
    try await store.delete(upload.key)
    #expect(try await store.head(upload.key) == nil)
    let missing = try await Sample.kind { _ = try await store.read(upload.key) { _ in } }
    #expect(missing == .missing(upload.key))
    // Folders that held nothing else are gone.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/deep/er/store") == [
        ".octavo"
      ])
  }

  @Test("ranges are read as asked for, and a reader keeps what it opened")
  func ranges() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    let bytes = Array(Sample.bytes(300_000))
    let upload = try Sample.upload(Data(bytes), to: "a.bin", in: folder)
    try await store.put(upload)
    let object = try #require(try await store.open(upload.key))
    try await store.put(try Sample.upload(Sample.bytes(10, seed: 2), to: "a.bin", in: folder))
    try await store.delete(upload.key)
    #expect(try await object.bytes(at: 0, count: 5) == Array(bytes[..<5]))
    #expect(try await object.bytes(at: 123_456, count: 100_000) == Array(bytes[123_456..<223_456]))
    #expect(try await object.bytes(at: 299_999, count: 100) == [bytes[299_999]])
    #expect(try await object.bytes(at: 300_000, count: 1) == [])
    #expect(try await object.bytes(at: .max, count: .max) == [])
    #expect(try await object.bytes(at: -1, count: 10) == [])
  }

  @Test("empty files are objects")
  func empty() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    let upload = try Sample.upload(Data(), to: "empty", in: folder)
    try await store.put(upload)
    #expect(try await store.head(upload.key)?.size == 0)
    #expect(try await Sample.contents(upload.key, store).isEmpty)
  }

  @Test("a file that is not what was announced is not put, and leaves nothing")
  func changed() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    let upload = try Sample.upload(Sample.bytes(1000), to: "a.bin", in: folder)
    try await store.put(upload)
    let next = try Sample.upload(Sample.bytes(1000, seed: 2), to: "a.bin", in: folder)
    for change in [
      Sample.bytes(1000, seed: 3), Sample.bytes(999, seed: 2), Sample.bytes(1001, seed: 2),
    ] {
      try change.write(to: URL(filePath: next.file))
      #expect(try await Sample.kind { try await store.put(next) } == .changed(next.file))
    }
    try FileManager.default.removeItem(atPath: next.file)
    #expect(try await Sample.kind { try await store.put(next) } == .unreadable(next.file))
    #expect(try await store.head(upload.key)?.digest == upload.digest)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/store/.octavo/incoming")
        == [])
  }

  @Test("a folder at a key, and a key below an object, are told from other failures")
  func conflicts() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    try await store.put(try Sample.upload(Sample.bytes(9), to: "a/b", in: folder))
    let above = try Sample.upload(Sample.bytes(9), to: "a", in: folder)
    let below = try Sample.upload(Sample.bytes(9), to: "a/b/c", in: folder)
    #expect(try await Sample.kind { try await store.put(above) } == .conflict(above.key))
    #expect(try await Sample.kind { try await store.put(below) } == .conflict(below.key))
    #expect(try await store.head(above.key) == nil)
    #expect(try await store.head(below.key) == nil)
    try await store.delete(above.key)
    try await store.delete(below.key)
    #expect(try await Sample.keys(store) == ["a/b"])
  }

  @Test("no symbolic link leads out of the folder, nor is one an object")
  func links() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/store"
    let store = try Sample.store(path)
    let secret = try folder.write("secret", to: "outside/secret.txt")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: path + "/way", withDestinationPath: folder.path + "/outside")
    try manager.createSymbolicLink(atPath: path + "/file.txt", withDestinationPath: secret)
    let through = try ObjectKey("way/secret.txt")
    let link = try ObjectKey("file.txt")
    #expect(try await store.head(through) == nil)
    #expect(try await store.head(link) == nil)
    #expect(
      try await Sample.kind { _ = try await store.read(through) { _ in } } == .missing(through))
    let upload = try Sample.upload(Sample.bytes(9), to: "way/secret.txt", in: folder)
    #expect(try await Sample.kind { try await store.put(upload) } == .conflict(through))
    try await store.delete(through)
    #expect(try await Sample.keys(store) == [])
    #expect(try String(contentsOfFile: secret, encoding: .utf8) == "secret")
    // A link at a key gives way to an object; what it led to stays.
    try await store.put(try Sample.upload(Sample.bytes(9), to: "file.txt", in: folder))
    #expect(try String(contentsOfFile: secret, encoding: .utf8) == "secret")
    #expect(try await store.head(link)?.size == 9)
  }

  @Test("objects are listed in the order of their keys, by whole folders, and nothing else is")
  func listing() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    let keys = ["a-b", "a.b", "a/b", "a/c/d", "a0", "ab/c", "b"]
    for key in keys.reversed() {
      try await store.put(try Sample.upload(Sample.bytes(9), to: key, in: folder))
    }
    for name in [".hidden", "a name", "umläut"] {
      try Data("x".utf8).write(to: URL(filePath: folder.path + "/store/" + name))
    }
    #expect(
      try await Sample.keys(store) == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(try await Sample.keys(store, below: ObjectPrefix("a")) == ["a/b", "a/c/d"])
    #expect(try await Sample.keys(store, below: ObjectPrefix("none/there")) == [])
  }

  @Test("long listings come in pages")
  func pages() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    for number in 0..<2345 {
      _ = try folder.write(Data(), to: "store/n/\(number)")
    }
    var sizes: [Int] = []
    try await store.list(below: .all) { sizes.append($0.count) }
    #expect(sizes == [1000, 1000, 345])
  }

  @Test("bytes that rotted are reported once they are read")
  func damage() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    let upload = try Sample.upload(Sample.bytes(1000), to: "a.bin", in: folder)
    try await store.put(upload)
    guard try await store.head(upload.key)?.digest != nil else { return }
    let file = try FileHandle(forUpdating: URL(filePath: folder.path + "/store/a.bin"))
    try file.write(contentsOf: Data("rot".utf8))
    try file.close()
    let kind = try await Sample.kind { _ = try await store.read(upload.key) { _ in } }
    #expect(kind == .damaged(upload.key))
  }

  @Test("files copied in by hand are objects too: their type is that of their ending")
  func foreign() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    _ = try folder.write("by hand", to: "store/hand/made.epub")
    let info = try #require(try await store.head(try ObjectKey("hand/made.epub")))
    #expect(info.contentType.text == "application/epub+zip" && info.digest == nil)
    #expect(try await Sample.contents(info.key, store) == Data("by hand".utf8))
  }

  @Test("many writers and deleters of one folder never see a half object, and lose no put")
  func together() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    let bytes = Sample.bytes(50_000)
    let uploads = try (0..<8).map { try Sample.upload(bytes, to: "p/\($0 % 4)/x", in: folder) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for upload in uploads {
        group.addTask {
          for _ in 0..<25 {
            try await store.put(upload)
            do {
              _ = try await store.read(upload.key) { _ in }
            } catch let error as ObjectStoreError where error.kind == .missing(upload.key) {
              // The other writer of the key has just deleted it.
            }
            try await store.delete(upload.key)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await Sample.keys(store) == [])
    #expect(try await store.sweep(olderThan: 0) == 0)
  }

  @Test("a folder that cannot be one is refused when the store is opened")
  func noFolder() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("x", to: "file")
    for path in ["", file, file + "/below", "a\0b"] {
      #expect(throws: ObjectStoreError.self, "\(path)") { try Sample.store(path) }
    }
    let store = try Sample.store(folder.path + "/store")
    try await store.check()
    try FileManager.default.removeItem(atPath: folder.path + "/store")
    #expect(try await Sample.kind { try await store.check() } == .noStore)
  }

  @Test("only its owner may look into a store")
  func privacy() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    try await store.put(try Sample.upload(Sample.bytes(9), to: "p/a", in: folder))
    let manager = FileManager.default
    for (name, mode) in [
      ("", 0o700), ("/p", 0o700), ("/p/a", 0o600), ("/.octavo", 0o700),
      ("/.octavo/signing-keys", 0o600),
    ] {
      let values = try manager.attributesOfItem(atPath: folder.path + "/store" + name)
      #expect(values[.posixPermissions] as? Int == mode, "\(name)")
    }
  }

  @Test("a full disk leaves the old object, and room again is enough", .smallDisk)
  func fullDisk() async throws {
    let disk = try SmallDisk(megabytes: 4)
    let folder = try TemporaryFolder()
    let store = try Sample.store(disk.path + "/store")
    let old = try Sample.upload(Sample.bytes(500_000), to: "a.bin", in: folder)
    let new = try Sample.upload(Sample.bytes(900_000, seed: 2), to: "a.bin", in: folder)
    try await store.put(old)
    try disk.fill(leaving: 600_000)
    #expect(try await Sample.kind { try await store.put(new) } == .full)
    #expect(try await store.head(old.key)?.digest == old.digest)
    _ = try await store.read(old.key) { _ in }
    #expect(try await store.sweep(olderThan: 0) == 0)
    try disk.empty()
    try await store.put(new)
    #expect(try await Sample.contents(new.key, store) == Sample.bytes(900_000, seed: 2))
  }
}
