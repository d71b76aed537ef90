extension Schema.Migration {
  /// Projects, who holds them, their concepts, and the store's settings.
  static let projects = Schema.Migration(
    name: "001 projects",
    sql: """
      PRAGMA application_id = \(Schema.applicationID);
      CREATE TABLE projects (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        keyword TEXT NOT NULL,
        genre TEXT NOT NULL,
        audience_level TEXT NOT NULL,
        language TEXT NOT NULL,
        intent TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('initiated', 'ideating', 'ideated', 'outlining',
          'outlined', 'writing', 'written', 'failed')),
        failure TEXT,
        concept_id TEXT REFERENCES concepts (id) DEFERRABLE INITIALLY DEFERRED,
        style_lock TEXT CHECK (style_lock IS NULL OR json_valid(style_lock)),
        extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
        budget INTEGER CHECK (budget BETWEEN 0 AND 1000000000000000),
        spent INTEGER NOT NULL DEFAULT 0 CHECK (spent >= 0),
        reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX projects_by_age ON projects (created_at);

      CREATE TABLE project_leases (
        project_id TEXT NOT NULL PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
        fence INTEGER NOT NULL CHECK (fence >= 0),
        machine TEXT,
        host TEXT,
        process INTEGER,
        started INTEGER,
        since INTEGER,
        expires_at INTEGER,
        CHECK ((machine IS NULL) = (expires_at IS NULL))
      ) STRICT;

      CREATE TABLE concepts (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 0),
        status TEXT NOT NULL CHECK (status IN ('offered', 'rejected')),
        title TEXT NOT NULL,
        tagline TEXT NOT NULL,
        audience TEXT NOT NULL,
        thesis TEXT NOT NULL,
        difference TEXT NOT NULL,
        extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra)),
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX concepts_by_project ON concepts (project_id, position);

      CREATE TABLE settings (
        name TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL CHECK (json_valid(value)),
        updated_at INTEGER NOT NULL
      ) STRICT;
      """)
}
