import Foundation
import OctavoBase

/// The contents of `octavo-project.json`: all of a project. The manuscript's files beside it count
/// only where they were edited.
struct ProjectDocument: Codable, Sendable {
  /// The name of the format.
  var format = Self.formatName
  /// Raised when older programs could not read it.
  var version = Self.currentVersion
  /// Fingerprints of the manuscript's files as they were written, by path.
  var files: [String: String] = [:]
  /// The chapters that files hold, by path.
  var chapters: [String: String] = [:]
  /// Rows by table.
  var tables: [String: [[String: ExchangeValue]]] = [:]

  static let fileName = "octavo-project.json"
  static let formatName = "octavo-project"
  static let currentVersion = 1

  /// The same bytes for the same values: keys are sorted.
  func bytes() throws(OctavoError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self) + Data("\n".utf8)
    } catch {
      throw StoreFault.defect("a project could not be written as JSON: \(error)")
    }
  }

  /// Reads and judges a file's bytes; `path` is for words only.
  init(_ bytes: Data, path: String) throws(OctavoError) {
    do {
      self = try JSONDecoder().decode(ProjectDocument.self, from: bytes)
    } catch {
      throw OctavoError(
        .badInput, "exchange.unreadable",
        "“\(path)” is not an exported project: \(Self.words(error))")
    }
    guard format == Self.formatName else {
      throw OctavoError(
        .badInput, "exchange.other-format",
        "“\(path)” has the format “\(format)”, not “\(Self.formatName)”")
    }
    guard version == Self.currentVersion else {
      throw OctavoError(
        .badInput, "exchange.newer", "“\(path)” was exported by a newer Octavo",
        hints: ["import it with that version"])
    }
  }

  init() {}

  private static func words(_ error: any Error) -> String {
    guard let fault = error as? DecodingError else { return "it is not JSON" }
    switch fault {
    case .keyNotFound(let key, _): return "“\(key.stringValue)” is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      return "“\(place)” has a value of the wrong kind"
    case .dataCorrupted: return "it is not JSON"
    @unknown default: return "it is not JSON"
    }
  }
}
