import Foundation
import OctavoObjects
import OctavoTestSupport

/// Files and stores for tests.
enum Sample {
  static let now = 1_800_000_000

  /// Bytes that look like nothing, the same for a seed.
  static func bytes(_ count: Int, seed: UInt64 = 1) -> Data {
    var generator = SeededGenerator(seed: seed)
    var bytes = Data(capacity: count + 8)
    while bytes.count < count {
      withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
    }
    return bytes.prefix(count)
  }

  /// A file of its own, ready to be put.
  static func upload(
    _ bytes: Data, to key: String, in folder: borrowing TemporaryFolder
  ) throws -> ObjectUpload {
    let digest = SHA256.digest(of: bytes)
    let file = try folder.write(bytes, to: "source-\(digest.hex)")
    let key = try ObjectKey(key)
    return ObjectUpload(
      key: key, file: file, contentType: .of(ending: key.ending), digest: digest, size: bytes.count)
  }

  static func store(_ path: String) throws -> LocalObjectStore {
    try LocalObjectStore(folder: path, publicURL: "https://books.example", now: { now })
  }

  /// All of an object.
  static func contents(_ key: ObjectKey, _ store: some ObjectStore) async throws -> Data {
    var all = Data()
    _ = try await store.read(key) { all += $0 }
    return all
  }

  static func keys(_ store: some ObjectStore, below prefix: ObjectPrefix = .all) async throws
    -> [String]
  {
    var keys: [String] = []
    try await store.list(below: prefix) { keys += $0.map(\.key.text) }
    return keys
  }

  /// The kind of a store's error; nil where there was none.
  static func kind(_ work: () async throws -> Void) async throws -> ObjectStoreError.Kind? {
    do {
      try await work()
      return nil
    } catch let error as ObjectStoreError {
      return error.kind
    }
  }
}
