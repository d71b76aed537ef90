extension Schema.Migration {
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
