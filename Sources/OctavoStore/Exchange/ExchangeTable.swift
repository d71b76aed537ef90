import GRDB

/// A table as an export takes it: which rows are a project's, and in which order.
///
/// Leases, events and jobs are the machine's, not the book's, and stay behind.
struct ExchangeTable: Sendable {
  let name: String
  /// The project's rows, with `?1` for its name.
  let condition: String
  let order: String

  private init(_ name: String, _ condition: String, _ order: String) {
    self.name = name
    self.condition = condition
    self.order = order
  }

  private static let own = "project_id = ?1"
  private static let ofChapter =
    "chapter_id IN (SELECT id FROM outline_nodes WHERE project_id = ?1)"

  /// In an order in which most rows come after those they name.
  static let all: [ExchangeTable] = [
    ExchangeTable("projects", "id = ?1", "id"),
    ExchangeTable("concepts", own, "position, id"),
    ExchangeTable("outline_nodes", own, "created_at, parent_id, position, id"),
    ExchangeTable("findings", own, "created_at, rowid"),
    ExchangeTable(
      "chapters", "node_id IN (SELECT id FROM outline_nodes WHERE project_id = ?1)", "node_id"),
    ExchangeTable("chapter_versions", ofChapter, "chapter_id, number"),
    ExchangeTable("summaries", ofChapter, "chapter_id, number"),
    ExchangeTable("facts", ofChapter, "chapter_id, number, position"),
    ExchangeTable("calls", own, "started_at, rowid"),
    ExchangeTable("answers", own, "started_at, call"),
    ExchangeTable("answer_pieces", own, "call, number"),
    ExchangeTable("records", own, "seq"),
  ]

  /// Names that older exports hold, always empty.
  static let retired = ["version_sources", "section_texts", "journals", "journal_pieces"]

  func rows(of project: String, _ db: Database) throws -> [[String: ExchangeValue]] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM \(name) WHERE \(condition) ORDER BY \(order)", arguments: [project])
    return rows.map { row in
      var values: [String: ExchangeValue] = [:]
      // Whose it is, is this store's matter: who imports it has it.
      for (column, value) in row where column != "owner" { values[column] = ExchangeValue(value) }
      return values
    }
  }

  func count(of project: String, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM \(name) WHERE \(condition)", arguments: [project]) ?? 0
  }
}

/// One value of a row in `octavo-project.json`.
enum ExchangeValue: Hashable, Sendable, Codable {
  case none
  case integer(Int64)
  case text(String)

  /// The tables have no other types; a value of one could only come from damage.
  init(_ stored: DatabaseValue) {
    switch stored.storage {
    case .int64(let integer): self = .integer(integer)
    case .string(let text): self = .text(text)
    case .null, .double, .blob: self = .none
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let integer = try? container.decode(Int64.self) {
      self = .integer(integer)
    } else {
      self = .text(StoredText.of(try container.decode(String.self)))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .none: try container.encodeNil()
    case .integer(let integer): try container.encode(integer)
    case .text(let text): try container.encode(text)
    }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var integer: Int64? { if case .integer(let integer) = self { integer } else { nil } }

  var argument: (any DatabaseValueConvertible)? {
    switch self {
    case .none: nil
    case .integer(let integer): integer
    case .text(let text): text
    }
  }
}
