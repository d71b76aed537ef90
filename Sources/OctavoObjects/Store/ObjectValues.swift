/// A file to be put into a store.
package struct ObjectUpload: Sendable, Hashable {
  package let key: ObjectKey
  /// Path of the file.
  package let file: String
  package let contentType: ContentType
  /// Of the file's bytes.
  package let digest: SHA256Digest
  /// In bytes.
  package let size: Int

  package init(
    key: ObjectKey, file: String, contentType: ContentType, digest: SHA256Digest, size: Int
  ) {
    self.key = key
    self.file = file
    self.contentType = contentType
    self.digest = digest
    self.size = size
  }

  /// Reads a file for its digest and size and names it by its content: `FOLDER/SHA256.ENDING`.
  package init(
    contentOf file: String, in folder: ObjectPrefix, ending: String
  ) throws(ObjectStoreError) {
    let (digest, size) = try SHA256.digest(ofFile: file)
    do {
      key = try ObjectKey(in: folder, digest: digest, extension: ending)
    } catch {
      throw ObjectStoreError(.badKey(error))
    }
    self.file = file
    self.digest = digest
    self.size = size
    contentType = .of(ending: key.ending)
  }
}

/// What a store knows of an object.
package struct ObjectInfo: Sendable, Hashable {
  package let key: ObjectKey
  /// In bytes.
  package let size: Int
  package let contentType: ContentType
  /// Nil where it was put by something that did not say.
  package let digest: SHA256Digest?
  /// Seconds since 1970 began in UTC.
  package let modified: Int

  package init(
    key: ObjectKey, size: Int, contentType: ContentType, digest: SHA256Digest?, modified: Int
  ) {
    self.key = key
    self.size = size
    self.contentType = contentType
    self.digest = digest
    self.modified = modified
  }
}

/// What a listing tells of an object.
package struct ObjectListing: Sendable, Hashable {
  package let key: ObjectKey
  /// In bytes.
  package let size: Int
  /// Seconds since 1970 began in UTC.
  package let modified: Int

  package init(key: ObjectKey, size: Int, modified: Int) {
    self.key = key
    self.size = size
    self.modified = modified
  }
}

/// A right to fetch one object for a while, under a name to save it by.
package struct DownloadGrant: Sendable, Hashable {
  package let key: ObjectKey
  package let name: DownloadName
  /// Seconds from now.
  package let lifetime: Int

  package init(key: ObjectKey, name: DownloadName, lifetime: Int = 3600) {
    self.key = key
    self.name = name
    self.lifetime = lifetime
  }

  /// Seconds a right may last: a week, which is the most that S3 grants.
  package static let lifetimes = 1...604_800
}

/// An address that carries a right with it: whoever has it may fetch the object.
///
/// Goes to the user who asked, never into a log.
package struct SignedURL: Sendable, Hashable {
  package let address: String
  /// Seconds since 1970 began in UTC.
  package let expiresAt: Int

  package init(address: String, expiresAt: Int) {
    self.address = address
    self.expiresAt = expiresAt
  }
}
