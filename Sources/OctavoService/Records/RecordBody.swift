import Foundation
import OctavoBase
import OctavoGeneration
import OctavoStore

/// What the pipeline saves, as JSON and back.
///
/// Kinds and names are part of the stored format: one that was published is never given another
/// meaning.
enum RecordBody {
  private enum Kind: String {
    case landscape, argument, concepts, outline, piece, chapter, summary, facts, continuity, style
    case outlineFindings = "outline-findings"
    case stale
  }

  /// The kind of the one record that holds the style.
  static let styleKind = Kind.style.rawValue

  private struct FactsBody: Codable {
    let chapter: OctavoGeneration.NodeID
    let version: Int
    let facts: [OctavoGeneration.Fact]
  }

  private struct ContinuityBody: Codable {
    let chapter: OctavoGeneration.NodeID
    let version: Int
    let findings: [ContinuityFinding]
  }

  private struct StaleBody: Codable {
    let chapters: [OctavoGeneration.NodeID]
    let because: OctavoGeneration.NodeID
  }

  static func stored(_ record: GenerationRecord) throws -> StoredRecord {
    switch record {
    case .landscape(let value): try make(.landscape, "", value)
    case .argument(let value): try make(.argument, "", value)
    case .concepts(let value): try make(.concepts, "", value)
    case .outline(let value): try make(.outline, "", value)
    case .outlineFindings(let value): try make(.outlineFindings, "", value)
    case .piece(let value):
      try make(.piece, "\(value.chapter.text)/\(value.version)/\(value.unit)", value)
    case .chapter(let value): try make(.chapter, "\(value.chapter.text)/\(value.version)", value)
    case .summary(let value): try make(.summary, value.chapter.text, value)
    case .facts(let chapter, let version, let facts):
      try make(
        .facts, chapter.text, FactsBody(chapter: chapter, version: version, facts: facts))
    case .continuity(let chapter, let version, let findings):
      try make(
        .continuity, chapter.text,
        ContinuityBody(chapter: chapter, version: version, findings: findings))
    case .style(let value): try make(.style, "", value)
    case .stale(let chapters, let because):
      try make(.stale, because.text, StaleBody(chapters: chapters, because: because))
    }
  }

  /// Nil for a kind of the runner's own.
  static func record(_ stored: StoredRecord) throws -> GenerationRecord? {
    guard let kind = Kind(rawValue: stored.kind) else { return nil }
    switch kind {
    case .landscape: return .landscape(try read(stored))
    case .argument: return .argument(try read(stored))
    case .concepts: return .concepts(try read(stored))
    case .outline: return .outline(try read(stored))
    case .outlineFindings: return .outlineFindings(try read(stored))
    case .piece: return .piece(try read(stored))
    case .chapter: return .chapter(try read(stored))
    case .summary: return .summary(try read(stored))
    case .facts:
      let body: FactsBody = try read(stored)
      return .facts(chapter: body.chapter, version: body.version, body.facts)
    case .continuity:
      let body: ContinuityBody = try read(stored)
      return .continuity(chapter: body.chapter, version: body.version, body.findings)
    case .style: return .style(try read(stored))
    case .stale:
      let body: StaleBody = try read(stored)
      return .stale(body.chapters, because: body.because)
    }
  }

  /// A value's JSON; the same value always gives the same bytes.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func read<Value: Decodable>(_ stored: StoredRecord) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(stored.body.utf8))
    } catch {
      throw OctavoError(
        .badInput, "store.unreadable-record",
        "the stored \(stored.kind) “\(stored.name)” cannot be read by this Octavo",
        hints: ["`octavo store check` tells whether the file is damaged"])
    }
  }

  private static func make(
    _ kind: Kind, _ name: String, _ value: some Encodable
  ) throws -> StoredRecord {
    StoredRecord(kind.rawValue, name, body: try json(value))
  }
}
