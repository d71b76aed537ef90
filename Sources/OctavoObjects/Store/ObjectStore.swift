/// Where finished files are kept: a folder of this machine, or a bucket.
///
/// Putting, deleting and sweeping may be repeated and may run at once in several processes. Every
/// call throws an `ObjectStoreError`, or `CancellationError` once its task is cancelled.
package protocol ObjectStore: Sendable {
  /// Puts a file under a key, whole or not at all; what was there before is replaced.
  ///
  /// The file must still have the size and the digest that the upload names.
  func put(_ upload: ObjectUpload) async throws

  /// What is known of an object; nil where there is none.
  func head(_ key: ObjectKey) async throws -> ObjectInfo?

  /// Hands an object's bytes to `take`, piece by piece in their order, and gives what is known of it.
  ///
  /// Bytes that are not those that were put end in `.damaged`, after they were handed over.
  func read(
    _ key: ObjectKey, _ take: ([UInt8]) async throws -> Void
  ) async throws -> ObjectInfo

  /// Deletes an object. That there is none is no error.
  func delete(_ key: ObjectKey) async throws

  /// An address at which anyone can fetch the object until it expires. The object need not exist.
  func downloadURL(for grant: DownloadGrant) throws -> SignedURL

  /// Hands the objects below a prefix to `take`, some at a time, in the order of their keys.
  ///
  /// Things in the store whose names are no keys are not Octavo's and are passed over.
  func list(
    below prefix: ObjectPrefix, _ take: ([ObjectListing]) async throws -> Void
  ) async throws

  /// Removes what uploads that died have left and gives how many there were.
  ///
  /// - Parameter age: seconds that an upload may rest where it cannot be told whether it is alive.
  func sweep(olderThan age: Int) async throws -> Int

  /// Throws where objects cannot be put and fetched now. Cheap enough for a readiness probe.
  func check() async throws
}
