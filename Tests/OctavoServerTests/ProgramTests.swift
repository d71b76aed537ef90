import Foundation
import OctavoJSON
import OctavoModelServer
import OctavoTestSupport
import Testing

/// `octavo serve` as a program, and the walk of the documentation through it.
@Suite("Serving", .serialized, .ownThreads)
struct ProgramTests {
  /// A running `octavo serve`. A class because it owns a process.
  final class Serving {
    let folder: TemporaryFolder
    private var program: RunningProgram?
    private let output = Pipe()
    private(set) var url = ""
    private(set) var token: String?

    init(
      _ arguments: [String] = ["--provider", "rehearsal"], environment: [String: String] = [:],
      in folder: consuming TemporaryFolder
    ) throws {
      self.folder = folder
      try start(arguments, environment)
    }

    private func start(_ arguments: [String], _ environment: [String: String]) throws {
      program = try RunningProgram(
        ["serve", "--port", "0", "--log", folder.path + "/requests.jsonl"] + arguments,
        folder: folder.url, environment: environment, output: output)
      // A store of its own is new: its token has a line as well.
      let lines = arguments.contains("--store") ? 1 : 2
      var text = ""
      while text.count(where: { $0 == "\n" }) < lines {
        let piece = output.fileHandleForReading.availableData
        if piece.isEmpty { break }
        text += String(decoding: piece, as: UTF8.self)
      }
      url = text.firstMatch(of: /http:\S+/).map { String($0.output) } ?? ""
      token = text.firstMatch(of: /octavo_\S+/).map { String($0.output) }
    }

    /// Stops it as a service manager does; its exit code and how long it took.
    func stop() -> (code: Int32?, seconds: Double) {
      let began = Date.now
      program?.end(by: SIGTERM)
      return (program?.exitCode, Date.now.timeIntervalSince(began))
    }
  }

  /// The commands of the documentation's walk, as one script.
  static func walk() throws -> String {
    let page = try Repository.text("Sources/Octavo/Octavo.docc/Service.md")
    let blocks = page.components(separatedBy: "```sh\n").dropFirst().map {
      $0.components(separatedBy: "```\n")[0]
    }
    return "set -euo pipefail\n" + blocks.joined(separator: "\n")
  }

  private func runWalk(_ serving: Serving) throws {
    let script = try serving.folder.write(try Self.walk(), to: "walk.sh")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [script]
    process.currentDirectoryURL = serving.folder.url
    process.environment = Shell.environment.merging([
      "OCTAVO_URL": serving.url, "OCTAVO_TOKEN": serving.token ?? "",
    ]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    let files = try serving.folder.names()
    for name in ["book.pdf", "book.epub", "book.docx", "project.zip"] {
      #expect(files.contains(name), "\(name)\n\(text)")
    }
    #expect(text.contains("A beginning"))
    #expect(text.contains("event: outline_completed"))
    let log = try String(
      contentsOf: serving.folder.url.appending(path: "requests.jsonl"), encoding: .utf8)
    #expect(!log.contains(serving.token ?? "none"))
    #expect(!log.contains("signature="))
  }

  @Test("the walk of the documentation, with the rehearsal")
  func walkWithRehearsal() throws {
    let serving = try Serving(in: TemporaryFolder())
    #expect(serving.token != nil, "the first start shows a token")
    try runWalk(serving)
    let end = serving.stop()
    #expect(end.code == 0)
    #expect(end.seconds < 30)
  }

  @Test("the walk with providers' real wire formats", arguments: ["openai", "anthropic"])
  func walkWithProviders(_ provider: String) throws {
    let model = try ModelServer()
    let serving = try Serving(
      ["--provider", provider],
      environment: [
        "OPENAI_API_KEY": "sk-test-1", "OPENAI_BASE_URL": model.address + "/v1",
        "ANTHROPIC_API_KEY": "sk-test-2", "ANTHROPIC_BASE_URL": model.address,
      ], in: TemporaryFolder())
    try runWalk(serving)
    #expect(!model.requests.isEmpty)
    #expect(serving.stop().code == 0)
  }

  @Test("the token of the first start is shown once, and stays good")
  func secondStart() throws {
    let first = try Serving(in: TemporaryFolder())
    let token = try #require(first.token)
    #expect(first.stop().code == 0)
    let folder = first.folder.path
    let second = try Serving(
      ["--provider", "rehearsal", "--store", folder + "/octavo-store"], in: TemporaryFolder())
    #expect(second.token == nil)
    let port = try #require(second.url.split(separator: ":").last.flatMap { Int($0) })
    let account = try TestClient(port: port, token: token).ask("GET", "/api/v1/account")
    #expect(account.status == 200)
    #expect(second.stop().code == 0)
  }

  @Test("a busy port ends with 69 and says what to do")
  func busyPort() throws {
    let serving = try Serving(in: TemporaryFolder())
    let port = try #require(serving.url.split(separator: ":").last)
    let folder = try TemporaryFolder()
    let run = try Program.octavo(
      ["serve", "--port", String(port), "--provider", "rehearsal"], folder: folder.url)
    #expect(run.status == 69)
    #expect(run.err.contains("--port"))
    #expect(serving.stop().code == 0)
  }

  @Test(
    "who can ask no model does not take jobs that need one",
    arguments: [["serve", "--port", "0"], ["worker", "--once"]])
  func noModel(_ command: [String]) throws {
    let folder = try TemporaryFolder()
    let keys = ["OPENAI_API_KEY": "", "ANTHROPIC_API_KEY": ""]
    let run = try Program.octavo(command, folder: folder.url, environment: keys)
    #expect(run.status == 69, "\(run.err)")
    #expect(run.err.contains("model.no-key") && run.err.contains("rehearsal"), "\(run.err)")
    for able in [
      ["worker", "--once", "--only", "export,sweep"],
      ["worker", "--once", "--provider", "rehearsal"],
    ] {
      #expect(try Program.octavo(able, folder: folder.url, environment: keys).status == 0)
    }
  }

  @Test("every mistake in the settings is named at once, before anything is made")
  func mistakes() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "adress: 127.0.0.1:80\nworkers: many\npublic-url: ftp://x\nstore: made\n", to: "octavo.yaml")
    let run = try Program.octavo(["serve"], folder: folder.url)
    #expect(run.status == 65)
    for part in ["adress", "address", "workers", "public-url"] {
      #expect(run.err.contains(part), "\(part)\n\(run.err)")
    }
    #expect(try folder.names() == ["octavo.yaml"])
    for arguments in [["--address", "nowhere"], ["--port", "70000"], ["--workers", "-1"]] {
      #expect(try Program.octavo(["serve"] + arguments, folder: folder.url).status == 64)
    }
  }

  @Test("a stop in the middle of work loses nothing: the next start goes on")
  func stopInTheMiddle() throws {
    var settings = ModelServer.Settings()
    settings.tokensPerSecond = 200
    let model = try ModelServer(settings)
    let keys = ["OPENAI_API_KEY": "sk-test-1", "OPENAI_BASE_URL": model.address + "/v1"]
    let first = try Serving(["--provider", "openai"], environment: keys, in: TemporaryFolder())
    let port = try #require(first.url.split(separator: ":").last.flatMap { Int($0) })
    let client = TestClient(port: port, token: first.token)
    let begun = try client.ask(
      "POST", "/api/v1/projects/initiate",
      ["keyword": "bees", "genre": "guide", "audience_level": "all"])
    let job = try #require(begun.json["job_id"]?.string)
    Thread.sleep(forTimeInterval: 1)
    let end = first.stop()
    #expect(end.code == 0)
    #expect(end.seconds < 10)
    let folder = first.folder.path
    let second = try Serving(
      ["--provider", "openai", "--store", folder + "/octavo-store"], environment: keys,
      in: TemporaryFolder())
    let next = TestClient(
      port: try #require(second.url.split(separator: ":").last.flatMap { Int($0) }),
      token: first.token)
    var state = ""
    for _ in 0..<600 where state != "succeeded" && state != "failed" {
      state = try next.ask("GET", "/api/v1/jobs/\(job)").json["state"]?.string ?? ""
      Thread.sleep(forTimeInterval: 0.1)
    }
    #expect(state == "succeeded")
    #expect(second.stop().code == 0)
  }
}
