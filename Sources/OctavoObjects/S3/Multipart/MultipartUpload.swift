import OctavoTransport

/// The upload of one large file in parts.
///
/// Where the key names the content, an upload that an earlier process left is found in the service's
/// own list and gone on with: a part is kept only if its tag is the MD5 of the bytes that it should
/// hold, so nothing needs to be remembered on this machine. Services that tag parts otherwise get all
/// parts again. Under other keys the upload left behind may be of another file, whose digest it would
/// carry on; those begin anew.
struct MultipartUpload: Sendable {
  private let client: S3Client
  private let upload: ObjectUpload
  /// The key with the bucket's prefix.
  private let name: String

  /// Parts under way at once.
  private static let parallel = 4
  /// Parts in an upload (S3's own limit).
  private static let mostParts = 10_000

  init(_ client: S3Client, _ upload: ObjectUpload, name: String) {
    self.client = client
    self.upload = upload
    self.name = name
  }

  func perform() async throws {
    do {
      return try await attempt()
    } catch let error as ObjectStoreError {
      guard case .missing = error.kind else { throw error }
    }
    // Another process completed the upload, or a sweep ended it.
    if try await isThere() { return }
    try await attempt()
  }

  private func attempt() async throws {
    let plan = PartPlan(size: upload.size, wish: client.settings.partSize, most: Self.mostParts)
    let (id, known) = try await begin()
    let parts = try await send(plan, to: id, known)
    try await complete(id, parts)
  }

  // MARK: Beginning

  /// An upload that was begun before, with its parts, or a new one.
  private func begin() async throws -> (id: String, known: [Int: S3Part]) {
    if upload.namesContent, let id = try await latest(), let parts = try await parts(of: id) {
      return (id, parts)
    }
    var call = S3Call("POST", name, object: upload.key)
    call.query = [.init("uploads", "")]
    call.headers = client.settings.headers(of: upload)
    let answer = try await client.answer(to: call)
    // rclone calls the answer by another name than Amazon; the id is what counts.
    guard let id = XMLReader.root(of: answer.body)?.text("UploadId") else {
      throw ObjectStoreError(.badAnswer, detail: "an upload was to begin")
    }
    return (id, [:])
  }

  /// The newest unfinished upload of the key.
  private func latest() async throws -> String? {
    var newest: S3UploadPage.Entry?
    try await UploadListing(client: client, prefix: name).forEach { entry in
      guard entry.key == name else { return }
      if entry.initiated ?? 0 >= newest?.initiated ?? 0 { newest = entry }
    }
    return newest?.id
  }

  /// The parts that an upload has; nil where it is gone.
  private func parts(of id: String) async throws -> [Int: S3Part]? {
    var known: [Int: S3Part] = [:]
    var marker: Int?
    repeat {
      var call = S3Call("GET", name, object: upload.key)
      call.query = [.init("uploadId", id)]
      if let marker { call.query.append(.init("part-number-marker", String(marker))) }
      guard let answer = try await client.answerIfThere(to: call) else { return nil }
      guard let page = S3PartPage(answer.body) else {
        throw ObjectStoreError(.badAnswer, detail: "a list of parts was asked for")
      }
      for part in page.parts { known[part.number] = part }
      guard page.next ?? .max > marker ?? 0 else {
        throw ObjectStoreError(.badAnswer, detail: "a list of parts goes in circles")
      }
      marker = page.next
    } while marker != nil
    return known
  }

  // MARK: Parts

  private func send(
    _ plan: PartPlan, to id: String, _ known: [Int: S3Part]
  ) async throws -> [S3Part] {
    try await withThrowingTaskGroup(of: S3Part.self) { group in
      var parts: [S3Part] = []
      for number in 1...plan.count {
        if number > Self.parallel, let part = try await group.next() { parts.append(part) }
        group.addTask { try await send(number, plan, to: id, known[number]) }
      }
      for try await part in group { parts.append(part) }
      return parts.sorted { $0.number < $1.number }
    }
  }

  private func send(
    _ number: Int, _ plan: PartPlan, to id: String, _ known: S3Part?
  ) async throws -> S3Part {
    let range = plan.range(of: number)
    let sums = try await Blocking.run { [upload] in try PartSums(of: upload.file, range) }
    if let known, known.size == range.count, known.tag == "\"\(sums.md5)\"" || known.tag == sums.md5
    {
      return known
    }
    var call = S3Call("PUT", name, object: upload.key)
    call.query = [.init("partNumber", String(number)), .init("uploadId", id)]
    let part = FilePart(path: upload.file, offset: range.lowerBound, length: range.count)
    call.body = .file(part, sums.sha256)
    let answer = try await client.answer(to: call)
    guard let tag = answer.head["etag"] else {
      throw ObjectStoreError(.badAnswer, detail: "part \(number) has no tag")
    }
    return S3Part(number: number, size: range.count, tag: tag)
  }

  // MARK: Completing

  private func complete(_ id: String, _ parts: [S3Part]) async throws {
    let list = parts.map { part in
      "<Part><PartNumber>\(part.number)</PartNumber><ETag>\(XMLText.escaped(part.tag))</ETag></Part>"
    }
    let body =
      "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
      + list.joined() + "</CompleteMultipartUpload>"
    var call = S3Call("POST", name, object: upload.key)
    call.query = [.init("uploadId", id)]
    call.headers = [.init("content-type", "application/xml")]
    call.body = .bytes(Array(body.utf8))
    call.mayHideError = true
    _ = try await client.answer(to: call)
  }

  /// Whether the object stands there with this content.
  private func isThere() async throws -> Bool {
    let call = S3Call("HEAD", name, object: upload.key)
    let head = try await client.answerIfThere(to: call)?.head
    return head?[S3ObjectStore.digestHeader] == upload.digest.hex
      && head?["content-length"] == String(upload.size)
  }
}

extension ObjectUpload {
  /// Whether no other file can be put under the key.
  fileprivate var namesContent: Bool { key.name.hasPrefix(digest.hex) }
}

/// How a file is cut into parts, the same each time.
struct PartPlan: Sendable, Equatable {
  /// Bytes of the file, at least 1.
  let size: Int
  /// Bytes of each part but the last.
  let partSize: Int

  private static let step = 1 << 20

  /// Parts of the wished size, or of as many whole MiB as keep them few enough.
  init(size: Int, wish: Int, most: Int) {
    self.size = size
    let least = (size + most - 1) / most
    partSize = wish >= least ? wish : (least + Self.step - 1) / Self.step * Self.step
  }

  var count: Int { (size + partSize - 1) / partSize }

  /// The bytes of a part, counted from 1.
  func range(of number: Int) -> Range<Int> {
    (number - 1) * partSize..<min(number * partSize, size)
  }
}

/// What names a part's bytes: to the signature, and to the service.
struct PartSums: Sendable {
  let sha256: SHA256Digest
  /// 32 hexadecimal digits.
  let md5: String

  init(of file: String, _ range: Range<Int>) throws(ObjectStoreError) {
    var sha256 = SHA256()
    var md5 = MD5()
    var size = 0
    try SourceFile.opened(file).read(range) { bytes in
      sha256.update(bytes)
      md5.update(bytes)
      size += bytes.count
    }
    guard size == range.count else { throw ObjectStoreError(.changed(file)) }
    self.sha256 = sha256.finish()
    self.md5 = md5.finish()
  }
}
