import OctavoTransport

/// Objects in a bucket of S3 or a service that speaks like it.
///
/// Small files go in one request, larger ones in parts that survive a broken upload. The digest of
/// the content goes with the object as metadata, and each request's body is signed.
package struct S3ObjectStore: ObjectStore {
  private let client: S3Client
  private var settings: S3Settings { client.settings }

  /// The header that carries an object's SHA-256.
  static let digestHeader = "x-amz-meta-sha256"

  package init(_ settings: S3Settings, world: S3World) { client = S3Client(settings, world) }

  /// A store that tries less often, for tests.
  init(_ client: S3Client) { self.client = client }

  // MARK: One object

  package func put(_ upload: ObjectUpload) async throws {
    try await Blocking.run { try upload.checkFile() }
    if upload.size > settings.largestWhole {
      return try await MultipartUpload(client, upload, name: name(upload.key)).perform()
    }
    var call = S3Call("PUT", name(upload.key), object: upload.key)
    call.headers = settings.headers(of: upload)
    call.body = .file(FilePart(path: upload.file, length: upload.size), upload.digest)
    _ = try await client.answer(to: call)
  }

  package func head(_ key: ObjectKey) async throws -> ObjectInfo? {
    let answer = try await client.answerIfThere(to: S3Call("HEAD", name(key), object: key))
    return try answer.map { try info(key, $0.head, size: $0.head["content-length"]) }
  }

  package func read(
    _ key: ObjectKey, _ take: ([UInt8]) async throws -> Void
  ) async throws -> ObjectInfo {
    let reading = try await S3Reading(client: client, key: key, name: name(key)).perform(take)
    let info = try info(key, reading.head, size: String(reading.size))
    guard info.digest ?? reading.digest == reading.digest else {
      throw ObjectStoreError(.damaged(key))
    }
    return info
  }

  package func delete(_ key: ObjectKey) async throws {
    _ = try await client.answerIfThere(to: S3Call("DELETE", name(key), object: key))
  }

  package func downloadURL(for grant: DownloadGrant) throws -> SignedURL {
    guard DownloadGrant.lifetimes.contains(grant.lifetime) else {
      throw ObjectStoreError(.lifetime(grant.lifetime))
    }
    let expiry = client.world.now() + grant.lifetime
    let query = [
      S3Call.Parameter("response-content-disposition", grant.name.contentDisposition)
    ]
    return SignedURL(
      address: client.presigned(name(grant.key), query: query, lifetime: grant.lifetime),
      expiresAt: expiry)
  }

  private func name(_ key: ObjectKey) -> String { settings.prefix.text + key.text }

  private func info(_ key: ObjectKey, _ head: HTTPHead, size: String?) throws -> ObjectInfo {
    guard let size = size.flatMap({ Int($0) }) else {
      throw ObjectStoreError(.badAnswer, detail: "no size of “\(key)”")
    }
    let modified = head["last-modified"].flatMap {
      HTTPDate.seconds($0, now: Double(client.world.now()))
    }
    return ObjectInfo(
      key: key, size: size,
      contentType: head["content-type"].flatMap { ContentType($0) } ?? .of(ending: key.ending),
      digest: head[Self.digestHeader].flatMap { SHA256Digest(hex: $0) },
      modified: Int(modified ?? 0))
  }

  // MARK: All objects

  package func list(
    below prefix: ObjectPrefix, _ take: ([ObjectListing]) async throws -> Void
  ) async throws {
    var token: String?
    repeat {
      let page = try await page(below: prefix, after: token)
      let listings = page.entries.compactMap(listing)
      if !listings.isEmpty { try await take(listings) }
      token = page.next
    } while token != nil
  }

  private func page(
    below prefix: ObjectPrefix, after token: String?, count: Int = 1000
  ) async throws -> S3ObjectPage {
    var call = S3Call("GET", nil)
    call.query = [
      .init("list-type", "2"), .init("max-keys", String(count)),
      .init("prefix", settings.prefix.text + prefix.text),
    ]
    if let token { call.query.append(.init("continuation-token", token)) }
    guard let page = S3ObjectPage(try await client.answer(to: call).body) else {
      throw ObjectStoreError(.badAnswer, detail: "a list of objects was asked for")
    }
    return page
  }

  private func listing(_ entry: S3ObjectPage.Entry) -> ObjectListing? {
    guard entry.key.hasPrefix(settings.prefix.text),
      let key = try? ObjectKey(entry.key.dropFirst(settings.prefix.text.count))
    else { return nil }
    return ObjectListing(key: key, size: entry.size, modified: entry.modified)
  }

  package func sweep(olderThan age: Int) async throws -> Int {
    try await StaleUploads(client: client).abort(before: client.world.now() - age)
  }

  package func check() async throws { _ = try await page(below: .all, after: nil, count: 1) }
}

extension ObjectUpload {
  /// Reads the file and compares it with what was announced.
  func checkFile() throws(ObjectStoreError) {
    let found = try SHA256.digest(ofFile: file)
    guard found.digest == digest, found.size == size else { throw ObjectStoreError(.changed(file)) }
  }
}

extension S3Settings {
  /// The headers that make an object what it is to be.
  func headers(of upload: ObjectUpload) -> [S3Call.Parameter] {
    var headers: [S3Call.Parameter] = [
      .init("content-type", upload.contentType.text),
      .init(S3ObjectStore.digestHeader, upload.digest.hex),
    ]
    switch encryption {
    case .asTheBucketSays: break
    case .aes256: headers.append(.init("x-amz-server-side-encryption", "AES256"))
    case .kms(let key):
      headers.append(.init("x-amz-server-side-encryption", "aws:kms"))
      if let key { headers.append(.init("x-amz-server-side-encryption-aws-kms-key-id", key)) }
    }
    if let storageClass { headers.append(.init("x-amz-storage-class", storageClass)) }
    return headers
  }
}
