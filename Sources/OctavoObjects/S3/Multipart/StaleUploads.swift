/// The unfinished uploads of a bucket whose keys begin with a text, page by page.
struct UploadListing: Sendable {
  let client: S3Client
  let prefix: String

  func forEach(_ take: (S3UploadPage.Entry) async throws -> Void) async throws {
    var marker: S3UploadPage.Marker?
    repeat {
      var call = S3Call("GET", nil)
      call.query = [.init("uploads", ""), .init("prefix", prefix)]
      if let marker {
        call.query.append(.init("key-marker", marker.key))
        if let id = marker.id { call.query.append(.init("upload-id-marker", id)) }
      }
      // rclone says that nothing is there where the list is empty.
      guard let answer = try await client.answerIfThere(to: call) else { return }
      guard let page = S3UploadPage(answer.body) else {
        throw ObjectStoreError(.badAnswer, detail: "a list of uploads was asked for")
      }
      for entry in page.entries { try await take(entry) }
      guard page.next == nil || page.next != marker else {
        throw ObjectStoreError(.badAnswer, detail: "a list of uploads goes in circles")
      }
      marker = page.next
    } while marker != nil
  }
}

/// Uploads that nobody goes on with; their parts cost as much as objects do.
struct StaleUploads: Sendable {
  let client: S3Client

  /// Ends those of Octavo's keys that were begun before a time (seconds since 1970) and gives how
  /// many there were. One without a time is left alone.
  func abort(before time: Int) async throws -> Int {
    var stale: [S3UploadPage.Entry] = []
    let prefix = client.settings.prefix.text
    try await UploadListing(client: client, prefix: prefix).forEach { entry in
      guard let initiated = entry.initiated, initiated < time, entry.key.hasPrefix(prefix),
        (try? ObjectKey(entry.key.dropFirst(prefix.count))) != nil
      else { return }
      stale.append(entry)
    }
    for entry in stale {
      var call = S3Call("DELETE", entry.key)
      call.query = [.init("uploadId", entry.id)]
      // Someone else may have ended it meanwhile.
      _ = try await client.answerIfThere(to: call)
    }
    return stale.count
  }
}
