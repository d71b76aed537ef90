import GRDB

/// The tables of a store, as the sum of named migrations.
///
/// Migrations are only ever added. One that was published is never changed: stores that have it
/// would not see the change. Rules that must hold of the data are written as constraints.
enum Schema {
  /// Marks the file as ours (file format §1.3.14): “Octv”.
  static let applicationID: Int32 = 0x4F63_7476

  /// A step from one version of the tables to the next.
  struct Migration {
    /// Kept in the file for ever.
    let name: String
    let sql: String
  }

  /// In order; add at the end.
  static let migrations: [Migration] = [
    .projects, .outline, .chapters, .ledger, .journal, .events, .jobs, .generation, .access,
    .service, .onlyAnswers, .totals,
  ]

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.name) { db in try db.execute(sql: migration.sql) }
    }
    return migrator
  }()
}
