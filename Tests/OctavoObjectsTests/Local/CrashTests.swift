import Foundation
import OctavoObjects
import OctavoTestSupport
import Testing

/// A local store whose writers are killed at any moment.
@Suite("Killed writers of objects", .ownThreads)
struct CrashTests {
  @Test("after each of thirty kills the object is whole, and what is left is swept")
  func kills() async throws { try await Self.kill(times: 30, seed: 5) }

  @Test(
    "after each of three hundred kills the object is whole, and what is left is swept",
    .enabled(if: ProcessInfo.processInfo.environment["OCTAVO_SLOW"] == "1", "OCTAVO_SLOW=1"))
  func manyKills() async throws { try await Self.kill(times: 300, seed: 6) }

  private static func kill(times: Int, seed: UInt64) async throws {
    let folder = try TemporaryFolder()
    let files = try (1...2).map {
      try Sample.upload(Sample.bytes(400_000, seed: $0), to: "p/a", in: folder)
    }
    let path = folder.path + "/store"
    let store = try Sample.store(path)
    var generator = SeededGenerator(seed: seed)
    var (found, swept) = (0, 0)
    for _ in 0..<times {
      let probe = try Probe([path, "p/a"] + files.map(\.file))
      // Once one put is done, the next is cut anywhere.
      try probe.waitForPut()
      usleep(UInt32.random(in: 0...8000, using: &generator))
      probe.kill()
      let info = try #require(try await store.head(files[0].key))
      #expect(files.contains { $0.digest == info.digest })
      // Reading compares every byte with the digest.
      _ = try await store.read(info.key) { _ in }
      found += 1
      swept += try await store.sweep(olderThan: 0)
      let left = try FileManager.default.contentsOfDirectory(atPath: path + "/.octavo/incoming")
      #expect(left == [])
    }
    #expect(found == times)
    // Most kills fall into a put; without any the test would show nothing.
    #expect(swept > times / 4, "\(swept) of \(times)")
  }

  @Test("a sweep leaves alone what is being written")
  func livingWriters() async throws {
    let folder = try TemporaryFolder()
    let files = try (1...2).map {
      try Sample.upload(Sample.bytes(400_000, seed: $0), to: "p/a", in: folder)
    }
    let store = try Sample.store(folder.path + "/store")
    let probe = try Probe([folder.path + "/store", "p/a"] + files.map(\.file))
    try probe.waitForPut()
    for _ in 0..<200 { #expect(try await store.sweep(olderThan: 0) == 0) }
    // It would have ended at a file taken from it while it wrote.
    #expect(probe.isRunning)
    probe.kill()
  }
}

/// What keeps a sweep from files that are not locked yet.
@Suite("Folders of arrivals", .ownThreads)
struct ArrivalsTests {
  @Test("a sweep takes nothing while a file is being made")
  func makers() async throws {
    let folder = try TemporaryFolder()
    let store = try Sample.store(folder.path + "/store")
    try await store.put(try Sample.upload(Sample.bytes(10), to: "p/a", in: folder))
    let arrivals = folder.path + "/store/.octavo/incoming"
    try folder.write("left by one that died", to: "store/.octavo/incoming/0123.partial")
    let maker = open(arrivals, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(maker) }
    try #require(flock(maker, LOCK_SH | LOCK_NB) == 0)
    #expect(try await store.sweep(olderThan: 0) == 0)
    try #require(flock(maker, LOCK_UN) == 0)
    #expect(try await store.sweep(olderThan: 0) == 1)
  }
}

/// The program that puts until it is killed.
private struct Probe {
  private let process = Process()
  private let output = Pipe()

  init(_ arguments: [String]) throws {
    let program = URL(filePath: Program.path).deletingLastPathComponent()
    process.executableURL = program.appending(path: "OctavoObjectsProbe")
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  func waitForPut() throws {
    guard try output.fileHandleForReading.read(upToCount: 1)?.isEmpty == false else {
      throw CocoaError(.fileReadUnknown)
    }
  }

  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
