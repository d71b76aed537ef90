extension Schema.Migration {
  /// Every call to a provider and what it cost.
  static let ledger = Schema.Migration(
    name: "004 ledger",
    sql: """
      CREATE TABLE calls (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        node_id TEXT REFERENCES outline_nodes (id) ON DELETE CASCADE,
        fence INTEGER NOT NULL,
        step TEXT NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        request TEXT NOT NULL,
        reserved INTEGER NOT NULL CHECK (reserved >= 0),
        outcome TEXT CHECK (outcome IN
          ('completed', 'truncated', 'refused', 'failed', 'cancelled', 'lost')),
        reason TEXT,
        tokens_in INTEGER NOT NULL DEFAULT 0 CHECK (tokens_in >= 0),
        tokens_out INTEGER NOT NULL DEFAULT 0 CHECK (tokens_out >= 0),
        tokens_cached INTEGER NOT NULL DEFAULT 0 CHECK (tokens_cached >= 0),
        is_estimate INTEGER NOT NULL DEFAULT 0 CHECK (is_estimate IN (0, 1)),
        cost INTEGER NOT NULL DEFAULT 0 CHECK (cost >= 0),
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        CHECK ((outcome IS NULL) = (ended_at IS NULL)),
        CHECK (outcome IS NOT NULL OR cost = 0)
      ) STRICT;
      CREATE INDEX calls_by_project ON calls (project_id, started_at);
      CREATE INDEX calls_by_node ON calls (node_id);
      CREATE INDEX calls_open ON calls (project_id) WHERE outcome IS NULL;
      """)

  /// Text that streamed in and is not part of anything yet.
  static let journal = Schema.Migration(
    name: "005 journal",
    sql: """
      CREATE TABLE journals (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        step TEXT NOT NULL,
        subject TEXT NOT NULL,
        attempt INTEGER NOT NULL CHECK (attempt >= 0),
        started_at INTEGER NOT NULL,
        UNIQUE (project_id, step, subject, attempt)
      ) STRICT;

      CREATE TABLE journal_pieces (
        journal_id TEXT NOT NULL REFERENCES journals (id) ON DELETE CASCADE,
        number INTEGER NOT NULL CHECK (number >= 0),
        content TEXT NOT NULL,
        PRIMARY KEY (journal_id, number)
      ) STRICT, WITHOUT ROWID;
      """)

  /// What happened, in order, for those who watch.
  static let events = Schema.Migration(
    name: "006 events",
    sql: """
      CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        type TEXT NOT NULL,
        project_id TEXT REFERENCES projects (id) ON DELETE CASCADE,
        job_id TEXT,
        at INTEGER NOT NULL,
        data TEXT NOT NULL CHECK (json_valid(data))
      ) STRICT;
      CREATE INDEX events_by_project ON events (project_id, seq);
      CREATE INDEX events_by_job ON events (job_id, seq) WHERE job_id IS NOT NULL;
      """)

  /// Work to be done by some process. A running job holds one of its owner's slots, and the
  /// index makes the limit a fact of the data.
  static let jobs = Schema.Migration(
    name: "007 jobs",
    sql: """
      CREATE TABLE jobs (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        owner TEXT NOT NULL,
        project_id TEXT REFERENCES projects (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        payload TEXT NOT NULL CHECK (json_valid(payload)),
        state TEXT NOT NULL
          CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        max_attempts INTEGER NOT NULL CHECK (max_attempts >= 1),
        run_at INTEGER NOT NULL,
        slot INTEGER CHECK (slot >= 1),
        worker TEXT,
        fence INTEGER NOT NULL DEFAULT 0 CHECK (fence >= 0),
        lease_until INTEGER,
        idempotency_key TEXT,
        request TEXT,
        stage TEXT NOT NULL DEFAULT '',
        done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),
        total INTEGER NOT NULL DEFAULT 0 CHECK (total >= 0),
        result TEXT CHECK (result IS NULL OR json_valid(result)),
        error TEXT CHECK (error IS NULL OR json_valid(error)),
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        UNIQUE (owner, idempotency_key),
        CHECK ((state = 'running') = (slot IS NOT NULL)),
        CHECK ((state = 'running') = (lease_until IS NOT NULL))
      ) STRICT;
      CREATE UNIQUE INDEX jobs_slots ON jobs (owner, slot) WHERE state = 'running';
      CREATE INDEX jobs_due ON jobs (run_at, created_at) WHERE state = 'queued';
      CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running';
      CREATE INDEX jobs_by_owner ON jobs (owner, created_at);
      CREATE INDEX jobs_by_project ON jobs (project_id);
      """)
}
