import Foundation
import Glibc
import OctavoJSON
import OctavoObjects
import OctavoTestSupport
import Testing

@testable import OctavoServer
@testable import OctavoService
@testable import OctavoStore

/// What others do slowly, or not at all, stops nobody else.
@Suite("Patience", .serialized, .ownThreads)
struct PatienceTests {
  @Test("while another process keeps the store to itself, what needs no store is answered")
  func heldStore() async throws {
    let server = try await TestServer(.quiet)
    let client = server.client.with(try server.user("ann", role: .admin))
    let other = try Store.open(folder: server.folder.path + "/store")
    let isHeld = DispatchSemaphore(value: 0)
    let holder = Thread {
      try? other.write { _ in
        isHeld.signal()
        Thread.sleep(forTimeInterval: 4)
      }
    }
    holder.start()
    isHeld.wait()
    let writers = (0..<8).map { number in
      Thread {
        _ = try? client.ask("PUT", "/api/v1/admin/flags/webhook", ["on": .bool(number % 2 == 0)])
      }
    }
    for writer in writers { writer.start() }
    try await Task.sleep(for: .milliseconds(300))
    let began = ContinuousClock.now
    for _ in 0..<3 { #expect(try client.with(nil).ask("GET", "/live").status == 200) }
    #expect(ContinuousClock.now - began < .seconds(2))
  }

  @Test("a client that takes nothing of a large file is let go")
  func stalledDownload() async throws {
    var setting = TestServer.Setting.quiet
    setting.server.limits.stalledSeconds = 1
    let server = try await TestServer(setting)
    let folder = try TemporaryFolder()
    let file = try folder.write(String(repeating: "0123456789abcdef", count: 2 << 20), to: "large")
    let upload = try ObjectUpload(contentOf: file, in: try ObjectPrefix("exports/p"), ending: "pdf")
    try await server.service.objects.put(upload)
    let link = try server.service.objects.downloadURL(
      for: DownloadGrant(key: upload.key, name: DownloadName("large.pdf"), lifetime: 60))
    let path = String(link.address.dropFirst("http://127.0.0.1".count))

    let brisk = try TestConnection(port: server.client.port)
    try brisk.send(server.client.head("GET", path))
    #expect(try brisk.answer().body.count == upload.size)

    let slow = try TestConnection(port: server.client.port)
    slow.shrinkWindow()
    try slow.send(server.client.head("GET", path))
    #expect(try await slow.isRefused(within: .seconds(20)))
  }

  @Test("a log that nobody reads leaves lines out and says how many")
  func fullLog() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let log = AccessLog(descriptor: ends[1])
    let line = AccessLine(
      request: "a1", method: "GET", route: "/live", status: 200, seconds: 0.001)
    let began = ContinuousClock.now
    for _ in 0..<30_000 { log.write(line) }
    log.finish()
    #expect(ContinuousClock.now - began < .seconds(10))

    // Once it is read again, what was kept comes, and how much was not.
    let reader = Thread { [end = ends[0]] in
      var text: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = read(end, &piece, piece.count), count > 0 { text += piece[..<count] }
      LogText.shared.set(String(decoding: text, as: UTF8.self))
    }
    reader.start()
    log.write(line)
    log.finish()
    close(ends[1])
    let text = LogText.shared.wait()
    let lines = text.split(separator: "\n").compactMap { try? JSONParser.parse($0) }
    let leftOut = lines.compactMap { $0["lines_left_out"]?.integer }.reduce(0, +)
    #expect(leftOut > 0)
    #expect(lines.filter { $0["route"] != nil }.count + leftOut == 30_001)
  }

  @Test("no more connections than allowed are served at once; others wait their turn")
  func connections() async throws {
    var setting = TestServer.Setting.quiet
    setting.server.limits.connections = 16
    let server = try await TestServer(setting)
    var open = try (0..<60).map { _ in try TestConnection(port: server.client.port, seconds: 2) }
    let last = open.removeLast()
    try last.send(server.client.head("GET", "/live"))
    #expect(throws: TestConnection.Broken.self) { try last.answer() }
    open = []
    #expect(try last.answer().status == 200)
  }
}

extension TestConnection {
  /// Whether the server takes nothing more, because it has closed, within a time. What it sent before
  /// is left where it is: through a small window it would take minutes to come.
  func isRefused(within limit: Duration) async throws -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(200))
      do { try send([0]) } catch { return true }
    }
    return false
  }
}

/// What a thread has read.
private final class LogText: @unchecked Sendable {
  static let shared = LogText()
  // Written before the signal, read after it.
  private var text = ""
  private let isThere = DispatchSemaphore(value: 0)

  func set(_ text: String) {
    self.text = text
    isThere.signal()
  }

  func wait() -> String {
    isThere.wait()
    return text
  }
}
