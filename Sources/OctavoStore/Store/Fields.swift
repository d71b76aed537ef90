import GRDB
import OctavoBase

/// One row's values by column, read without trust: a damaged file gives an error, never a crash.
struct Fields {
  let row: Row

  init(_ row: Row) { self.row = row }

  func text(_ column: String) throws -> String { try some(textIfAny(column), column) }
  func integer(_ column: String) throws -> Int { try some(integerIfAny(column), column) }
  func moment(_ column: String) throws -> Moment { try some(momentIfAny(column), column) }
  func money(_ column: String) throws -> MicroDollars {
    MicroDollars(Int64(try integer(column)))
  }
  func flag(_ column: String) throws -> Bool { try integer(column) != 0 }
  func id<Thing>(_ column: String) throws -> StoreID<Thing> { StoreID(try text(column)) }

  func textIfAny(_ column: String) throws -> String? { try value(column) }
  func integerIfAny(_ column: String) throws -> Int? { try value(column) }
  func idIfAny<Thing>(_ column: String) throws -> StoreID<Thing>? {
    try textIfAny(column).map { StoreID($0) }
  }
  func momentIfAny(_ column: String) throws -> Moment? {
    try value(column).map { Moment(milliseconds: $0) }
  }

  /// A word out of a closed list.
  func word<Word: RawRepresentable<String>>(
    _ column: String, _: Word.Type = Word.self
  ) throws -> Word {
    try some(Word(rawValue: try text(column)), column)
  }

  /// A list of texts kept as JSON.
  func list(_ column: String) throws -> [String] {
    try some(TextList.texts(try text(column)), column)
  }

  private func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    guard let stored: DatabaseValue = row[column] else { throw unreadable(column) }
    if stored.isNull { return nil }
    guard let value = Value.fromDatabaseValue(stored) else { throw unreadable(column) }
    return value
  }

  private func some<Value>(_ value: Value?, _ column: String) throws -> Value {
    guard let value else { throw unreadable(column) }
    return value
  }

  private func unreadable(_ column: String) -> OctavoError {
    OctavoError(
      .badInput, "store.unreadable-value",
      "the store holds a value for “\(column)” that no version "
        + "of Octavo writes", hints: ["`octavo store check` lists what is wrong"])
  }
}

extension Database {
  /// All rows as values, by a statement kept for the next time.
  func rows<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ make: (Fields) throws -> Value
  ) throws -> [Value] {
    let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    var values: [Value] = []
    while let row = try cursor.next() { values.append(try make(Fields(row))) }
    return values
  }

  /// The first row as a value; nil where there is none.
  func first<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ make: (Fields) throws -> Value
  ) throws -> Value? {
    let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    return try cursor.next().map { try make(Fields($0)) }
  }

  /// Runs a statement kept for the next time; how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
    try cachedStatement(sql: sql).execute(arguments: arguments)
    return changesCount
  }
}
