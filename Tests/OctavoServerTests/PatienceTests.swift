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
    var setting = TestServer.Setting.quiet
    setting.patience = 300
    let server = try await TestServer(setting)
    let client = server.client.with(try server.user("ann", role: .admin))
    let other = try Store.open(folder: server.folder.path + "/store")
    let (isHeld, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let holder = Thread {
      try? other.write { _ in
        isHeld.signal()
        mayEnd.wait()
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
    // Nothing lets the store go before the last of these is answered.
    defer { mayEnd.signal() }
    for _ in 0..<3 { #expect(try client.with(nil).ask("GET", "/live").status == 200) }
  }

  @Test("a client that takes nothing of a large file is let go")
  func stalledDownload() async throws {
    var setting = TestServer.Setting.quiet
    setting.server.limits.stalledSeconds = 1
    setting.server.limits.idleSeconds = 3600
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
    #expect(try await slow.isRefused(within: 50))
  }

  @Test("a log that nobody reads holds nobody up, leaves lines out, and says how many")
  func fullLog() throws {
    let (reader, writer) = try Self.pipe()
    defer { close(reader) }
    let log = AccessLog(descriptor: writer)
    let line = AccessLine(
      request: "a1", method: "GET", route: "/live", status: 200, seconds: 0.001)
    let began = ContinuousClock.now
    for _ in 0..<30_000 { log.write(line) }
    #expect(ContinuousClock.now - began < .seconds(20))

    // Once it is read, what was kept comes, and how much was not.
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while !String(decoding: text.suffix(200), as: UTF8.self).contains("lines_left_out") {
      let count = read(reader, &piece, piece.count)
      try #require(count > 0)
      text += piece[..<count]
    }
    log.finish()
    close(writer)
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
      .compactMap { try? JSONParser.parse($0) }
    let leftOut = lines.compactMap { $0["lines_left_out"]?.integer }.reduce(0, +)
    #expect(leftOut > 0)
    #expect(lines.filter { $0["route"] != nil }.count + leftOut == 30_000)
  }

  @Test("the end waits a moment for the log, not for its reader, and then leaves it alone")
  func endedLog() throws {
    let (reader, writer) = try Self.pipe()
    defer { close(reader) }
    let log = AccessLog(descriptor: writer)
    let line = AccessLine(
      request: "a1", method: "GET", route: "/live", status: 200, seconds: 0.001)
    for _ in 0..<5000 { log.write(line) }
    let began = ContinuousClock.now
    log.finish()
    #expect(ContinuousClock.now - began < .seconds(20))
    close(writer)
    // A descriptor of that number may be another's now: not a byte more goes there.
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    var count = 0
    while case let got = read(reader, &piece, piece.count), got > 0 { count += got }
    log.write(line)
    log.finish()
    #expect(count <= 1 << 16)
  }

  private static func pipe() throws -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(Glibc.pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  @Test("no more connections than allowed are served at once; others wait their turn")
  func connections() async throws {
    var setting = TestServer.Setting.quiet
    setting.server.limits.connections = 16
    let server = try await TestServer(setting)
    var open = try (0..<60).map { _ in try TestConnection(port: server.client.port) }
    let last = open.removeLast()
    last.wait(seconds: 2)
    try last.send(server.client.head("GET", "/live"))
    #expect(throws: TestConnection.Broken.self) { try last.answer() }
    open = []
    last.wait(seconds: 120)
    #expect(try last.answer().status == 200)
  }
}

extension TestConnection {
  /// Whether the server takes nothing more, because it has closed, within so many seconds. What it sent
  /// before is left where it is: through a small window it would take minutes to come.
  func isRefused(within seconds: Int) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(200))
      do { try send([0]) } catch { return true }
    }
    return false
  }
}
