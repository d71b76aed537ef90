package import OctavoBase
import OctavoObjects
import OctavoStore

/// The keys that sign links to files in a folder: the newest signs, all are good.
///
/// Running services see a change at their next link.
package struct LinkKeys: Sendable {
  private let file: SigningKeyFile

  /// - Parameter settings: of a service that keeps its files in a folder.
  package init(_ settings: ServiceSettings) throws(OctavoError) {
    guard !settings.objects.contains("://") else {
      throw OctavoError(
        .badInput, "keys.not-ours", "links into “\(settings.objects)” are signed by its own keys",
        hints: ["rotate the bucket's access key"])
    }
    // Makes what is missing, as a service's start does.
    _ = try Self.asked { () throws(ObjectStoreError) in
      try LocalObjectStore(folder: settings.objects, publicURL: "", now: { Self.now })
    }
    file = SigningKeyFile(folder: settings.objects)
  }

  /// Names of the keys, the newest first.
  package func names() throws(OctavoError) -> [String] {
    try Self.asked { () throws(ObjectStoreError) in try file.ring(now: Self.now) }.keys.map(\.id)
  }

  /// Adds a key, which signs from now on; links that others signed stay good. Its name.
  package func rotate() throws(OctavoError) -> String {
    try Self.asked { () throws(ObjectStoreError) in try file.rotate(now: Self.now) }.newest.id
  }

  /// Takes a key away: what it has signed is good no more.
  package func retire(_ name: String) throws(OctavoError) {
    let names = try names()
    guard names.contains(name) else {
      throw OctavoError(
        .missingInput, "keys.no-such-key", "there is no key “\(name)”",
        hints: NearestName.of(name, in: names).map { ["did you mean \($0)?"] } ?? [])
    }
    let left = try Self.asked { () throws(ObjectStoreError) in try file.retire(name) }
    guard left != nil else {
      throw OctavoError(
        .badInput, "keys.only-one", "“\(name)” is the only key",
        hints: ["add another first: octavo token keys --rotate"])
    }
  }

  private static var now: Int { Int(Moment.ofTheMachine.milliseconds / 1000) }

  private static func asked<Value>(
    _ body: () throws(ObjectStoreError) -> Value
  ) throws(OctavoError) -> Value {
    do { return try body() } catch { throw error.octavoError }
  }
}
