extension Schema.Migration {
  /// Whom things belong to. Every store has the one who works from the shell, and the service's own
  /// user for its housekeeping. Counters are kept by triggers, so that they are facts of the data.
  static let access = Schema.Migration(
    name: "009 access",
    sql: """
      CREATE TABLE users (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
        role TEXT NOT NULL CHECK (role IN ('user', 'admin')),
        plan TEXT NOT NULL,
        unlimited INTEGER NOT NULL DEFAULT 0 CHECK (unlimited IN (0, 1)),
        credits INTEGER NOT NULL DEFAULT 0 CHECK (credits >= 0),
        projects INTEGER NOT NULL DEFAULT 0 CHECK (projects >= 0),
        active_jobs INTEGER NOT NULL DEFAULT 0 CHECK (active_jobs >= 0),
        queued_jobs INTEGER NOT NULL DEFAULT 0 CHECK (queued_jobs >= 0),
        running_jobs INTEGER NOT NULL DEFAULT 0 CHECK (running_jobs >= 0),
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX users_waiting ON users (id) WHERE queued_jobs > 0;
      INSERT INTO users (id, name, role, plan, unlimited, created_at) VALUES
        ('local', 'local', 'admin', 'local', 1, 0), ('system', 'system', 'admin', 'local', 1, 0);

      CREATE TABLE tokens (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
        label TEXT NOT NULL,
        scopes TEXT NOT NULL CHECK (json_type(scopes) = 'array'),
        created_at INTEGER NOT NULL,
        expires_at INTEGER,
        revoked_at INTEGER
      ) STRICT;
      CREATE INDEX tokens_by_user ON tokens (user_id, created_at);

      CREATE TABLE epochs (
        name TEXT NOT NULL PRIMARY KEY,
        value INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT INTO epochs VALUES ('access', 0);
      CREATE TRIGGER tokens_changed AFTER UPDATE ON tokens
        BEGIN UPDATE epochs SET value = value + 1 WHERE name = 'access'; END;
      CREATE TRIGGER tokens_deleted AFTER DELETE ON tokens
        BEGIN UPDATE epochs SET value = value + 1 WHERE name = 'access'; END;
      CREATE TRIGGER users_changed AFTER UPDATE OF role, plan ON users
        BEGIN UPDATE epochs SET value = value + 1 WHERE name = 'access'; END;
      CREATE TRIGGER users_deleted AFTER DELETE ON users
        BEGIN UPDATE epochs SET value = value + 1 WHERE name = 'access'; END;

      ALTER TABLE projects ADD COLUMN owner TEXT NOT NULL DEFAULT 'local'
        REFERENCES users (id) ON DELETE CASCADE;
      CREATE INDEX projects_by_owner ON projects (owner, created_at);
      UPDATE users SET projects = (SELECT count(*) FROM projects) WHERE id = 'local';
      CREATE TRIGGER projects_added AFTER INSERT ON projects
        BEGIN UPDATE users SET projects = projects + 1 WHERE id = NEW.owner; END;
      CREATE TRIGGER projects_removed AFTER DELETE ON projects
        BEGIN UPDATE users SET projects = projects - 1 WHERE id = OLD.owner; END;

      ALTER TABLE events ADD COLUMN user_id TEXT NOT NULL DEFAULT 'local'
        REFERENCES users (id) ON DELETE CASCADE;
      CREATE INDEX events_by_user ON events (user_id, seq);
      CREATE INDEX events_by_age ON events (at);

      CREATE TABLE audit (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        user_id TEXT,
        token_id TEXT,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL CHECK (json_valid(detail))
      ) STRICT;
      CREATE INDEX audit_by_user ON audit (user_id, seq);

      CREATE TABLE requests (
        user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        project_id TEXT NOT NULL,
        job_id TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX requests_by_age ON requests (expires_at);

      CREATE TABLE usage_minutes (
        user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        minute INTEGER NOT NULL,
        count INTEGER NOT NULL CHECK (count >= 0),
        PRIMARY KEY (user_id, name, minute)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE flags (
        name TEXT NOT NULL PRIMARY KEY,
        is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
        updated_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE feedback (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        concept_id TEXT REFERENCES concepts (id) ON DELETE CASCADE,
        node_id TEXT REFERENCES outline_nodes (id) ON DELETE CASCADE,
        rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
        note TEXT NOT NULL,
        used_by TEXT,
        created_at INTEGER NOT NULL,
        CHECK ((concept_id IS NULL) <> (node_id IS NULL))
      ) STRICT;
      CREATE INDEX feedback_by_project ON feedback (project_id, created_at);
      CREATE INDEX feedback_by_concept ON feedback (concept_id) WHERE concept_id IS NOT NULL;
      CREATE INDEX feedback_by_node ON feedback (node_id) WHERE node_id IS NOT NULL;
      CREATE INDEX feedback_by_user ON feedback (user_id);
      """)
}
