import Foundation
import OctavoTestSupport
import OctavoTransport
import Testing

/// Files sent over real sockets.
@Suite("Uploads")
struct UploadTests {
  private static let text = (0..<200_000).map { "\($0) " }.joined()

  @Test("a file arrives whole, with its length told beforehand")
  func wholeFile() async throws {
    let server = try LoopbackServer { _, _ in .init(200) }
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.text, to: "book.txt")
    let request = HTTPRequest(
      "PUT", server.address + "/book", headers: [HTTPHeader("content-type", "text/plain")],
      sending: FilePart(path: path, length: Self.text.utf8.count))
    #expect(try await HTTPClient().answer(to: request).head.status == 200)
    let seen = try #require(server.requests.first)
    #expect(seen.method == "PUT")
    #expect(seen.headers["content-type"] == "text/plain")
    #expect(seen.headers["content-length"] == String(Self.text.utf8.count))
    #expect(seen.headers["transfer-encoding"] == nil)
    #expect(seen.headers["expect"] == nil)
    #expect(seen.body == Array(Self.text.utf8))
  }

  @Test("part of a file is sent alone, and an empty file is a body of no bytes")
  func parts() async throws {
    let server = try LoopbackServer { _, _ in .init(204) }
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.text, to: "book.txt")
    let empty = try folder.write("", to: "empty.txt")
    let client = HTTPClient()
    for part in [
      FilePart(path: path, offset: 100_000, length: 300_000), FilePart(path: empty, length: 0),
    ] {
      let request = HTTPRequest("PUT", server.address, sending: part)
      #expect(try await client.answer(to: request).head.status == 204)
    }
    #expect(server.requests.map(\.body.count) == [300_000, 0])
    #expect(server.requests.first?.body == Array(Array(Self.text.utf8)[100_000..<400_000]))
    #expect(server.requests.last?.headers["content-length"] == "0")
  }

  @Test("a file that is not there, or shorter than told, ends the exchange")
  func unreadable() async throws {
    let server = try LoopbackServer { _, _ in .init(200) }
    let folder = try TemporaryFolder()
    let path = try folder.write("short", to: "short.txt")
    for part in [
      FilePart(path: path + "x", length: 5), FilePart(path: path, length: 500_000),
    ] {
      let request = HTTPRequest("PUT", server.address, sending: part)
      do {
        _ = try await HTTPClient().answer(to: request)
        Issue.record("\(part.path) was sent")
      } catch let error as TransportError {
        #expect(error.kind == .unreadable)
      }
    }
    #expect(server.requests.isEmpty)
  }

  @Test("a file is sent again from its beginning where a kept connection was dead")
  func deadConnection() async throws {
    // The first answer is followed by a reset that the client sees only when it sends again.
    let server = try LoopbackServer { _, number in
      number == 1 ? .init(200, body: Array("ok".utf8), cut: 2) : .init(200)
    }
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.text, to: "book.txt")
    let client = HTTPClient()
    let request = HTTPRequest(
      "PUT", server.address, sending: FilePart(path: path, length: Self.text.utf8.count))
    for _ in 0..<2 { #expect(try await client.answer(to: request).head.status == 200) }
    #expect(server.requests.map(\.body) == [Array(Self.text.utf8), Array(Self.text.utf8)])
  }

  @Test("HEAD tells about a body and has none")
  func heads() async throws {
    let server = try LoopbackServer { _, _ in
      .init(200, headers: ["content-length": "1234567", "etag": "\"x\""])
    }
    let client = HTTPClient()
    for _ in 0..<2 {
      let (head, body) = try await client.answer(to: HTTPRequest("HEAD", server.address))
      #expect(head["content-length"] == "1234567")
      #expect(body.isEmpty)
    }
  }

  @Test("a refusal that comes before all is sent is an answer, not a broken connection")
  func refusals() async throws {
    let server = try LoopbackServer { _, _ in .init(403, text: "<Error/>") }
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.text, to: "book.txt")
    let request = HTTPRequest(
      "PUT", server.address, sending: FilePart(path: path, length: Self.text.utf8.count))
    let (head, body) = try await HTTPClient().answer(to: request)
    #expect(head.status == 403)
    #expect(String(decoding: body, as: UTF8.self) == "<Error/>")
  }
}
