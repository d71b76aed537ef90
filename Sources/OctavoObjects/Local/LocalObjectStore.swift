/// Objects in a folder of this machine, fetched through the service by signed addresses.
///
/// A file is written beside the objects, made durable, and renamed to its place: a program that is
/// killed, or a disk that is full, leaves the old object or none. Symbolic links below the folder
/// are never followed.
package struct LocalObjectStore: ObjectStore {
  private let folder: LocalFolder
  private let keys: SigningKeys
  /// The service's address as users reach it.
  private let publicURL: String
  private let now: @Sendable () -> Int

  /// Opens a folder, making what is missing.
  ///
  /// - Parameters:
  ///   - publicURL: the address of the service as users reach it, such as `https://books.example`.
  ///   - keys: the keys that sign; nil for those of the folder itself, made at the first start.
  ///   - now: seconds since 1970.
  package init(
    folder path: String, publicURL: String, keys: SigningKeyRing? = nil,
    now: @escaping @Sendable () -> Int
  ) throws(ObjectStoreError) {
    folder = try LocalFolder(making: path)
    self.keys =
      if let keys {
        SigningKeys(fixed: keys)
      } else {
        try SigningKeys(file: SigningKeyFile(folder: path), now: now())
      }
    self.publicURL = publicURL
    self.now = now
  }

  package func put(_ upload: ObjectUpload) async throws {
    try await Blocking.run { [folder] in try folder.put(upload) }
  }

  package func head(_ key: ObjectKey) async throws -> ObjectInfo? { try await open(key)?.info }

  /// Opens an object to answer with it, or with a range of it; nil where there is none.
  package func open(_ key: ObjectKey) async throws -> LocalObject? {
    try await Blocking.run { [folder] in try folder.open(key) }
  }

  package func read(
    _ key: ObjectKey, _ take: ([UInt8]) async throws -> Void
  ) async throws -> ObjectInfo {
    guard let object = try await open(key) else { throw ObjectStoreError(.missing(key)) }
    var digest = SHA256()
    for offset in stride(from: 0, to: object.info.size, by: LocalObject.piece) {
      let bytes = try await object.bytes(at: offset, count: LocalObject.piece)
      digest.update(bytes)
      try await take(bytes)
    }
    let found = digest.finish()
    guard object.info.digest ?? found == found else { throw ObjectStoreError(.damaged(key)) }
    return object.info
  }

  package func delete(_ key: ObjectKey) async throws {
    try await Blocking.run { [folder] in try folder.delete(key) }
  }

  package func downloadURL(for grant: DownloadGrant) throws -> SignedURL {
    guard DownloadGrant.lifetimes.contains(grant.lifetime) else {
      throw ObjectStoreError(.lifetime(grant.lifetime))
    }
    return signer.sign(grant.key, name: grant.name, expiresAt: now() + grant.lifetime)
  }

  /// Judges a request for a signed address; see `URLSigner.verify`.
  package func verify(method: String, path: String, query: String) -> URLVerdict {
    signer.verify(method: method, path: path, query: query, now: now())
  }

  private var signer: URLSigner { URLSigner(root: publicURL, ring: keys.current()) }

  package func list(
    below prefix: ObjectPrefix, _ take: ([ObjectListing]) async throws -> Void
  ) async throws {
    var walk = LocalWalk(folder: folder, prefix: prefix)
    while let page = try await walk.next() { try await take(page) }
  }

  package func sweep(olderThan age: Int) async throws -> Int {
    try await Blocking.run { [folder] in try folder.sweep() }
  }

  package func check() async throws { try await Blocking.run { [folder] in try folder.check() } }
}
