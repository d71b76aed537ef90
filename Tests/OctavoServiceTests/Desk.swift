import Foundation
import GRDB
import OctavoModelServer
import OctavoTestSupport

/// A folder with a store and a policy that names a scripted server, and the program run in it.
struct Desk: ~Copyable {
  let folder: TemporaryFolder
  let server: ModelServer

  static let brief = ["--keyword", "tides", "--genre", "guide", "--audience", "beginners"]
  /// A small book, so that a whole run takes a moment.
  static let small = ["--chapters", "3", "--words", "1500"]

  /// - Parameter patience: seconds that the program waits for a byte; by default more than the scripted
  ///   server takes on any machine.
  init(
    _ dialect: String = "anthropic-messages", price: String = "{input: 3, output: 15}",
    settings: ModelServer.Settings = ModelServer.Settings(), patience: Int = 60
  ) throws {
    let folder = try TemporaryFolder()
    let server = try ModelServer(settings)
    let defaults = [
      "first-delay: 0.01", "longest-delay: 0.05", "longest-wait: 2", "tries: 4",
      "first-byte-timeout: \(patience)", "idle-timeout: \(patience)",
    ]
    try folder.write(server.policy(dialect, price: price, defaults: defaults), to: "policy.yaml")
    self.folder = folder
    self.server = server
  }

  /// Asks the scripted server.
  var scripted: [String] { ["--policy", "policy.yaml", "--provider", "scripted"] }

  func octavo(_ arguments: [String]) throws -> Shell.Result {
    try Program.octavo(arguments, folder: folder.url)
  }

  func draft(_ more: [String] = []) throws -> Shell.Result {
    try octavo(["draft"] + Self.brief + Self.small + scripted + more)
  }

  /// Starts the program without waiting for it.
  func start(_ arguments: [String]) throws -> RunningProgram {
    try RunningProgram(arguments, folder: folder.url)
  }

  /// What the program prints with `--json`.
  func json(_ arguments: [String]) throws -> [String: Any] {
    let result = try octavo(arguments + ["--json"])
    let object = try JSONSerialization.jsonObject(with: Data(result.out.utf8))
    return object as? [String: Any] ?? [:]
  }

  /// The name of the only project.
  func project() throws -> String {
    let projects = try json(["projects"])["projects"] as? [[String: Any]] ?? []
    return projects.first?["id"] as? String ?? ""
  }

  /// Rows of the store's file, each as its first column's text.
  func stored(_ sql: String) throws -> [String] {
    let queue = try DatabaseQueue(path: folder.path + "/octavo-store/octavo.sqlite")
    return try queue.read { db in try String.fetchAll(db, sql: sql) }
  }

  /// The text of the PDF that was made.
  func printedWords() throws -> [Substring] {
    let name = try folder.names().first { $0.hasSuffix(".pdf") } ?? ""
    let text = try Shell.run("pdftotext", [folder.path + "/" + name, "-"])
    return text.out.split { !$0.isLetter }
  }
}
