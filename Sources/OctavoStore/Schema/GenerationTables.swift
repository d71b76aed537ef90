extension Schema.Migration {
  /// Streamed text, accepted sections and what versions were made from are answers and records: the
  /// tables that were meant for them held nothing.
  static let onlyAnswers = Schema.Migration(
    name: "011 only answers",
    sql: """
      DROP TABLE journal_pieces;
      DROP TABLE journals;
      DROP TABLE section_texts;
      DROP TABLE version_sources;
      """)

  /// What the pipeline goes on from: every call's answer by its name, and every record it saved.
  static let generation = Schema.Migration(
    name: "008 generation",
    sql: """
      CREATE TABLE answers (
        project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        call TEXT NOT NULL,
        ending TEXT,
        started_at INTEGER NOT NULL,
        PRIMARY KEY (project_id, call)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE answer_pieces (
        project_id TEXT NOT NULL,
        call TEXT NOT NULL,
        number INTEGER NOT NULL CHECK (number >= 0),
        content TEXT NOT NULL,
        PRIMARY KEY (project_id, call, number),
        FOREIGN KEY (project_id, call) REFERENCES answers (project_id, call) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE records (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body)),
        UNIQUE (project_id, kind, name)
      ) STRICT;
      """)
}
