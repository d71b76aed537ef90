import Foundation
import OctavoObjects
import OctavoTestSupport
import Testing

/// Addresses of a local store, and the keys in its folder that sign them.
@Suite("Signing keys of a folder")
struct SigningKeyFileTests {
  private static func verdict(_ url: SignedURL, _ store: LocalObjectStore) throws -> URLVerdict {
    let parts = url.address.split(separator: "?")
    let lead = "https://books.example/artifacts/"
    #expect(parts.count == 2 && parts[0].hasPrefix(lead))
    return store.verify(
      method: "GET", path: String(parts[0].dropFirst(lead.count)), query: String(parts[1]))
  }

  private static func grant(lifetime: Int = 60) throws -> DownloadGrant {
    DownloadGrant(
      key: try ObjectKey("p/a.pdf"), name: DownloadName("The Whale.pdf"), lifetime: lifetime)
  }

  private static func isValid(_ verdict: URLVerdict) -> Bool {
    if case .valid = verdict { true } else { false }
  }

  @Test("a store makes its keys once, and every process of it verifies what another has signed")
  func processes() throws {
    let folder = try TemporaryFolder()
    let one = try Sample.store(folder.path + "/store")
    let other = try Sample.store(folder.path + "/store")
    let url = try one.downloadURL(for: Self.grant())
    #expect(url.expiresAt == Sample.now + 60)
    #expect(Self.isValid(try Self.verdict(url, other)))
    let elsewhere = try Sample.store(folder.path + "/elsewhere")
    #expect(try Self.verdict(url, elsewhere) == .forged)
  }

  @Test("a rotation reaches running stores; a retired key signs and verifies no more")
  func rotation() throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    let file = SigningKeyFile(folder: folder.path + "/store")
    let before = try store.downloadURL(for: Self.grant())
    let first = try file.ring(now: Sample.now).newest
    let rotated = try file.rotate(now: Sample.now)
    #expect(rotated.keys.count == 2 && rotated.newest != first)
    let after = try store.downloadURL(for: Self.grant())
    #expect(after.address.contains("kid=\(rotated.newest.id)&"))
    #expect(Self.isValid(try Self.verdict(before, store)))
    #expect(try file.retire(first.id)?.keys == [rotated.newest])
    #expect(try Self.verdict(before, store) == .forged)
    #expect(Self.isValid(try Self.verdict(after, store)))
    #expect(try file.retire(rotated.newest.id) == nil)
    #expect(try file.retire("unknown") == nil)
  }

  @Test("many that start at once agree on one key")
  func race() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/store"
    let rings = try await withThrowingTaskGroup(of: SigningKeyRing.self) { group in
      for _ in 0..<16 {
        group.addTask {
          _ = try Sample.store(path)
          return try SigningKeyFile(folder: path).ring(now: Sample.now)
        }
      }
      return try await group.reduce(into: Set<SigningKeyRing>()) { $0.insert($1) }
    }
    #expect(rings.count == 1)
  }

  @Test("a file that holds no keys is named, and is not written over")
  func broken() throws {
    let folder = try TemporaryFolder()
    let file = SigningKeyFile(folder: folder.path + "/store")
    for text in ["", "nonsense", "a short\n", "a \(String(repeating: "s", count: 40)) b\n"] {
      _ = try folder.write(text, to: "store/.octavo/signing-keys")
      #expect(throws: ObjectStoreError(.badSigningKeys(file.path)), "\(text)") {
        try Sample.store(folder.path + "/store")
      }
      #expect(try String(contentsOfFile: file.path, encoding: .utf8) == text)
    }
  }

  @Test("a key file that breaks under a running store leaves the last good keys in use")
  func brokenLater() throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    let url = try store.downloadURL(for: Self.grant())
    _ = try folder.write("nonsense", to: "store/.octavo/signing-keys")
    #expect(Self.isValid(try Self.verdict(url, store)))
    try FileManager.default.removeItem(atPath: folder.path + "/store/.octavo/signing-keys")
    #expect(Self.isValid(try Self.verdict(url, store)))
  }

  @Test("an address lasts between a second and a week", arguments: [0, -1, 604_801, Int.max])
  func lifetimes(seconds: Int) throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    #expect(throws: ObjectStoreError(.lifetime(seconds))) {
      try store.downloadURL(for: Self.grant(lifetime: seconds))
    }
    _ = try store.downloadURL(for: Self.grant(lifetime: 604_800))
  }
}
