/// A page of `ListObjectsV2`.
struct S3ObjectPage: Equatable {
  struct Entry: Equatable {
    /// With the bucket's prefix.
    let key: String
    let size: Int
    /// Seconds since 1970.
    let modified: Int
  }

  let entries: [Entry]
  /// What asks for the next page; nil at the end.
  let next: String?

  /// Nil where it is no such answer.
  init?(_ bytes: [UInt8]) {
    guard let root = XMLReader.root(of: bytes), root.name == "ListBucketResult" else { return nil }
    var entries: [Entry] = []
    for node in root.all("Contents") {
      guard let key = node["Key"]?.text, let size = node.text("Size").flatMap({ Int($0) }),
        let modified = node.text("LastModified").flatMap({ CivilTime.seconds($0) })
      else { return nil }
      entries.append(Entry(key: key, size: size, modified: modified))
    }
    self.entries = entries
    next = root.text("IsTruncated") == "true" ? root.text("NextContinuationToken") : nil
  }
}

/// A page of `ListMultipartUploads`.
struct S3UploadPage: Equatable {
  struct Entry: Equatable {
    /// With the bucket's prefix.
    let key: String
    let id: String
    /// Seconds since 1970; nil where the service does not say.
    let initiated: Int?
  }

  /// Where the next page begins.
  struct Marker: Equatable {
    let key: String
    let id: String?
  }

  let entries: [Entry]
  let next: Marker?

  /// Nil where it is no such answer.
  init?(_ bytes: [UInt8]) {
    guard let root = XMLReader.root(of: bytes), root.name == "ListMultipartUploadsResult" else {
      return nil
    }
    entries = root.all("Upload").compactMap { node in
      guard let key = node["Key"]?.text, let id = node.text("UploadId") else { return nil }
      let initiated = node.text("Initiated").flatMap { CivilTime.seconds($0) }
      return Entry(key: key, id: id, initiated: initiated)
    }
    next =
      root.text("IsTruncated") == "true"
      ? root.text("NextKeyMarker").map { Marker(key: $0, id: root.text("NextUploadIdMarker")) }
      : nil
  }
}

/// A part that the service has.
struct S3Part: Equatable, Sendable {
  /// From 1.
  let number: Int
  let size: Int
  /// With its quotes.
  let tag: String
}

/// A page of `ListParts`.
struct S3PartPage: Equatable {
  let parts: [S3Part]
  /// The number after which the next page begins; nil at the end.
  let next: Int?

  /// Nil where it is no such answer.
  init?(_ bytes: [UInt8]) {
    guard let root = XMLReader.root(of: bytes), root.name == "ListPartsResult" else { return nil }
    parts = root.all("Part").compactMap { node in
      guard let number = node.text("PartNumber").flatMap({ Int($0) }),
        let size = node.text("Size").flatMap({ Int($0) }), let tag = node.text("ETag")
      else { return nil }
      return S3Part(number: number, size: size, tag: tag)
    }
    next =
      root.text("IsTruncated") == "true"
      ? root.text("NextPartNumberMarker").flatMap { Int($0) } : nil
  }
}
