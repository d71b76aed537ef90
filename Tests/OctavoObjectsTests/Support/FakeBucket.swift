import Foundation
import OctavoTestSupport
import Synchronization

/// A bucket in memory behind a real socket: as much of S3 as Octavo uses, failing where told to.
///
/// Checks no signatures; `Tests/RealObjects` has services that do.
final class FakeBucket: Sendable {
  struct Object: Sendable {
    var bytes: [UInt8]
    var headers: [String: String]
    var tag: String
  }

  struct Upload: Sendable {
    let key: String
    let headers: [String: String]
    let initiated: String
    var parts: [Int: Object] = [:]
  }

  struct State: Sendable {
    var objects: [String: Object] = [:]
    var uploads: [String: Upload] = [:]
    var script: [@Sendable (LoopbackServer.Request) -> LoopbackServer.Reply?] = []
    var made = 0
  }

  let state: SharedState
  let server: LoopbackServer

  /// The state, which outlives the server's closure.
  final class SharedState: Sendable {
    let value = Mutex(State())
  }

  init() throws {
    let state = SharedState()
    self.state = state
    server = try LoopbackServer { request, _ in
      let scripted = state.value.withLock { $0.script.isEmpty ? nil : $0.script.removeFirst() }
      if let reply = scripted?(request) { return reply }
      return state.value.withLock { FakeAnswer(request: request).perform(&$0) }
    }
  }

  /// What happens to the next requests, in order; nil answers leave a request to the bucket.
  func script(_ steps: [@Sendable (LoopbackServer.Request) -> LoopbackServer.Reply?]) {
    state.value.withLock { $0.script += steps }
  }

  var objects: [String: Object] { state.value.withLock(\.objects) }
  var uploads: [String: Upload] { state.value.withLock(\.uploads) }
}

/// One request's effect on the bucket.
private struct FakeAnswer {
  typealias Reply = LoopbackServer.Reply
  let request: LoopbackServer.Request

  private var key: String {
    let path = request.path.removingPercentEncoding ?? ""
    return String(path.dropFirst("/books/".count))
  }

  func perform(_ state: inout FakeBucket.State) -> Reply {
    guard request.path.hasPrefix("/books") else { return error(404, "NoSuchBucket") }
    if request["uploads"] != nil {
      return request.method == "POST" ? begin(&state) : uploads(state)
    }
    if let id = request["uploadId"] { return part(id, &state) }
    if key.isEmpty { return list(state) }
    return object(&state)
  }

  // MARK: Objects

  private func object(_ state: inout FakeBucket.State) -> Reply {
    switch request.method {
    case "PUT":
      state.objects[key] = stored(request.body, request.headers)
      return Reply(200, headers: ["etag": state.objects[key]?.tag ?? ""])
    case "DELETE":
      state.objects[key] = nil
      return Reply(204)
    default: return answer(with: state.objects[key])
    }
  }

  private func answer(with object: FakeBucket.Object?) -> Reply {
    guard let object else { return error(404, "NoSuchKey") }
    var headers = object.headers.filter {
      $0.key.hasPrefix("x-amz-meta-") || $0.key == "content-type"
    }
    headers["etag"] = object.tag
    headers["last-modified"] = "Fri, 02 Jan 2026 03:04:05 GMT"
    if request.method == "HEAD" { headers["content-length"] = String(object.bytes.count) }
    guard let range = request.headers["range"], let from = Int(range.dropFirst(6).dropLast()) else {
      return Reply(200, headers: headers, body: object.bytes)
    }
    guard request.headers["if-match"] == object.tag else { return error(412, "PreconditionFailed") }
    return Reply(206, headers: headers, body: Array(object.bytes[from...]))
  }

  private func stored(_ bytes: [UInt8], _ headers: [String: String]) -> FakeBucket.Object {
    FakeBucket.Object(bytes: bytes, headers: headers, tag: "\"\(FakeMD5.digest(bytes))\"")
  }

  private func list(_ state: FakeBucket.State) -> Reply {
    let prefix = request["prefix"] ?? ""
    let start = request["continuation-token"] ?? ""
    let keys = state.objects.keys.filter { $0.hasPrefix(prefix) && $0 > start }.sorted()
    // Pages of two, so that every listing has several.
    let page = keys.prefix(2)
    let entries = page.map {
      "<Contents><Key>\($0)</Key><Size>\(state.objects[$0]?.bytes.count ?? 0)</Size>"
        + "<LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents>"
    }
    let more = keys.count > 2
    return Reply(
      200,
      text: "<ListBucketResult><IsTruncated>\(more)</IsTruncated>"
        + (more ? "<NextContinuationToken>\(page.last ?? "")</NextContinuationToken>" : "")
        + entries.joined() + "</ListBucketResult>")
  }

  // MARK: Uploads

  private func begin(_ state: inout FakeBucket.State) -> Reply {
    state.made += 1
    let id = "upload-\(state.made)"
    state.uploads[id] = FakeBucket.Upload(
      key: key, headers: request.headers, initiated: "2026-01-0\(state.made)T00:00:00.000Z")
    return Reply(
      200,
      text:
        "<InitiateMultipartUploadResult><UploadId>\(id)</UploadId></InitiateMultipartUploadResult>")
  }

  private func uploads(_ state: FakeBucket.State) -> Reply {
    let prefix = request["prefix"] ?? ""
    let entries = state.uploads.filter { $0.value.key.hasPrefix(prefix) }.map {
      "<Upload><Key>\($0.value.key)</Key><UploadId>\($0.key)</UploadId>"
        + "<Initiated>\($0.value.initiated)</Initiated></Upload>"
    }
    return Reply(
      200,
      text: "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>" + entries.joined()
        + "</ListMultipartUploadsResult>")
  }

  private func part(_ id: String, _ state: inout FakeBucket.State) -> Reply {
    guard let upload = state.uploads[id], upload.key == key else {
      return error(404, "NoSuchUpload")
    }
    switch request.method {
    case "PUT":
      let part = stored(request.body, [:])
      state.uploads[id]?.parts[Int(request["partNumber"] ?? "") ?? 0] = part
      return Reply(200, headers: ["etag": part.tag])
    case "GET": return parts(of: upload)
    case "DELETE":
      state.uploads[id] = nil
      return Reply(204)
    default: return complete(id, upload, &state)
    }
  }

  /// One part a page, so that every listing has several.
  private func parts(of upload: FakeBucket.Upload) -> Reply {
    let after = Int(request["part-number-marker"] ?? "") ?? 0
    let rest = upload.parts.keys.filter { $0 > after }.sorted()
    let entries = rest.prefix(1).map { number in
      let part = upload.parts[number]
      return "<Part><PartNumber>\(number)</PartNumber><Size>\(part?.bytes.count ?? 0)</Size>"
        + "<ETag>\((part?.tag ?? "").replacing("\"", with: "&quot;"))</ETag></Part>"
    }
    return Reply(
      200,
      text: "<ListPartsResult><IsTruncated>\(rest.count > 1)</IsTruncated>"
        + "<NextPartNumberMarker>\(rest.first ?? 0)</NextPartNumberMarker>" + entries.joined()
        + "</ListPartsResult>")
  }

  private func complete(
    _ id: String, _ upload: FakeBucket.Upload, _ state: inout FakeBucket.State
  ) -> Reply {
    let text = String(decoding: request.body, as: UTF8.self)
    let numbers = text.matches(of: /<PartNumber>([0-9]+)<\/PartNumber>/).compactMap {
      Int($0.output.1)
    }
    let parts = numbers.compactMap { upload.parts[$0] }
    guard numbers == Array(1...max(1, numbers.count)), parts.count == numbers.count,
      parts.allSatisfy({ text.contains($0.tag.replacing("\"", with: "&quot;")) })
    else { return error(400, "InvalidPart") }
    state.objects[key] = FakeBucket.Object(
      bytes: parts.flatMap(\.bytes), headers: upload.headers, tag: "\"whole-\(parts.count)\"")
    state.uploads[id] = nil
    return Reply(200, text: "<CompleteMultipartUploadResult/>")
  }

  private func error(_ status: Int, _ code: String) -> Reply {
    Reply(status, text: "<Error><Code>\(code)</Code><Message>as asked</Message></Error>")
  }
}

/// MD5 by the program `md5sum`, not by Octavo's own: a mistake shared by both would go unseen.
enum FakeMD5 {
  static func digest(_ bytes: [UInt8]) -> String {
    guard let folder = try? TemporaryFolder(),
      let file = try? folder.write(Data(bytes), to: "bytes"),
      let result = try? Shell.run("md5sum", [file])
    else { return "" }
    return String(result.out.prefix(32))
  }
}
