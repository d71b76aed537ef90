extension Schema.Migration {
  /// Jobs as the service has them, in place of the earlier table, in which nothing was ever kept.
  ///
  /// A running job holds one of its owner's slots and, where it changes a project, that project:
  /// both are unique, so that no two workers can break a limit.
  static let service = Schema.Migration(
    name: "010 service",
    sql: """
      DROP TABLE jobs;
      CREATE TABLE jobs (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        owner TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        project_id TEXT REFERENCES projects (id) ON DELETE CASCADE,
        chapter_id TEXT,
        kind TEXT NOT NULL,
        payload TEXT NOT NULL CHECK (json_valid(payload)),
        state TEXT NOT NULL
          CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
        priority INTEGER NOT NULL DEFAULT 0,
        waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
        exclusive TEXT,
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        max_attempts INTEGER NOT NULL CHECK (max_attempts >= 1),
        is_dead INTEGER NOT NULL DEFAULT 0 CHECK (is_dead IN (0, 1)),
        run_at INTEGER NOT NULL,
        slot INTEGER CHECK (slot >= 1),
        worker TEXT,
        fence INTEGER NOT NULL DEFAULT 0 CHECK (fence >= 0),
        lease_until INTEGER,
        checkpoint TEXT CHECK (checkpoint IS NULL OR json_valid(checkpoint)),
        stage TEXT NOT NULL DEFAULT '',
        done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),
        total INTEGER NOT NULL DEFAULT 0 CHECK (total >= 0),
        result TEXT CHECK (result IS NULL OR json_valid(result)),
        error TEXT CHECK (error IS NULL OR json_valid(error)),
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        CHECK ((state = 'running') = (slot IS NOT NULL)),
        CHECK ((state = 'running') = (lease_until IS NOT NULL)),
        CHECK (is_dead = 0 OR state = 'failed')
      ) STRICT;
      CREATE UNIQUE INDEX jobs_slots ON jobs (owner, slot) WHERE state = 'running';
      CREATE UNIQUE INDEX jobs_exclusive ON jobs (exclusive)
        WHERE state = 'running' AND exclusive IS NOT NULL;
      CREATE INDEX jobs_next ON jobs (owner, priority DESC, run_at)
        WHERE state = 'queued' AND waiting = 0;
      CREATE INDEX jobs_due ON jobs (run_at) WHERE state = 'queued' AND waiting = 0;
      CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running';
      CREATE INDEX jobs_by_owner ON jobs (owner, created_at);
      CREATE INDEX jobs_by_project ON jobs (project_id, state);
      CREATE INDEX jobs_active ON jobs (kind) WHERE state IN ('queued', 'running');
      CREATE INDEX jobs_ended ON jobs (updated_at) WHERE state NOT IN ('queued', 'running');

      CREATE TRIGGER jobs_added AFTER INSERT ON jobs BEGIN
        UPDATE users SET active_jobs = active_jobs + (NEW.state IN ('queued', 'running')),
          queued_jobs = queued_jobs + (NEW.state = 'queued'),
          running_jobs = running_jobs + (NEW.state = 'running') WHERE id = NEW.owner;
      END;
      CREATE TRIGGER jobs_moved AFTER UPDATE OF state ON jobs WHEN OLD.state <> NEW.state BEGIN
        UPDATE users SET active_jobs = active_jobs + (NEW.state IN ('queued', 'running'))
            - (OLD.state IN ('queued', 'running')),
          queued_jobs = queued_jobs + (NEW.state = 'queued') - (OLD.state = 'queued'),
          running_jobs = running_jobs + (NEW.state = 'running') - (OLD.state = 'running')
          WHERE id = NEW.owner;
      END;
      CREATE TRIGGER jobs_removed AFTER DELETE ON jobs BEGIN
        UPDATE users SET active_jobs = active_jobs - (OLD.state IN ('queued', 'running')),
          queued_jobs = queued_jobs - (OLD.state = 'queued'),
          running_jobs = running_jobs - (OLD.state = 'running') WHERE id = OLD.owner;
      END;

      CREATE TABLE depends_on (
        job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
        needs TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
        PRIMARY KEY (job_id, needs),
        CHECK (job_id <> needs)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX depends_on_needs ON depends_on (needs);

      CREATE TABLE workers (
        id TEXT NOT NULL PRIMARY KEY,
        machine TEXT NOT NULL,
        host TEXT NOT NULL,
        process INTEGER NOT NULL,
        started INTEGER NOT NULL,
        lanes INTEGER NOT NULL CHECK (lanes >= 1),
        since INTEGER NOT NULL,
        seen_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE credit_entries (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        job_id TEXT,
        kind TEXT NOT NULL CHECK (kind IN ('grant', 'reserve', 'settle', 'refund')),
        amount INTEGER NOT NULL,
        grant_key TEXT,
        note TEXT NOT NULL DEFAULT '',
        at INTEGER NOT NULL,
        CHECK ((kind = 'grant') = (job_id IS NULL)),
        CHECK (kind <> 'reserve' OR amount <= 0),
        CHECK (kind NOT IN ('settle', 'refund') OR amount >= 0)
      ) STRICT;
      CREATE UNIQUE INDEX credits_reserved ON credit_entries (job_id) WHERE kind = 'reserve';
      CREATE UNIQUE INDEX credits_closed ON credit_entries (job_id)
        WHERE kind IN ('settle', 'refund');
      CREATE UNIQUE INDEX credits_granted ON credit_entries (user_id, grant_key)
        WHERE grant_key IS NOT NULL;
      CREATE INDEX credits_by_user ON credit_entries (user_id, seq);
      CREATE TRIGGER credits_added AFTER INSERT ON credit_entries
        BEGIN UPDATE users SET credits = credits + NEW.amount WHERE id = NEW.user_id; END;
      CREATE TRIGGER credits_kept BEFORE UPDATE ON credit_entries
        BEGIN SELECT RAISE(ABORT, 'the ledger of credits is only ever added to'); END;
      CREATE TRIGGER credits_stay BEFORE DELETE ON credit_entries
        WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id)
        BEGIN SELECT RAISE(ABORT, 'the ledger of credits is only ever added to'); END;

      CREATE TABLE artifacts (
        job_id TEXT NOT NULL,
        format TEXT NOT NULL,
        key TEXT NOT NULL,
        project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        bytes INTEGER NOT NULL CHECK (bytes >= 0),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        PRIMARY KEY (job_id, format)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX artifacts_by_key ON artifacts (key);
      CREATE INDEX artifacts_by_project ON artifacts (project_id);
      CREATE INDEX artifacts_by_age ON artifacts (created_at);
      CREATE TABLE orphans (
        key TEXT NOT NULL PRIMARY KEY,
        is_going INTEGER NOT NULL DEFAULT 0 CHECK (is_going IN (0, 1)),
        since INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER artifacts_removed AFTER DELETE ON artifacts
        WHEN NOT EXISTS (SELECT 1 FROM artifacts WHERE key = OLD.key)
        BEGIN INSERT INTO orphans (key, since) VALUES (OLD.key, OLD.created_at)
          ON CONFLICT DO NOTHING; END;

      CREATE TABLE webhooks (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        url TEXT NOT NULL,
        events TEXT NOT NULL CHECK (json_type(events) = 'array'),
        secret TEXT NOT NULL,
        is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
        cursor INTEGER NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE deliveries (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
        event_seq INTEGER NOT NULL,
        job_id TEXT NOT NULL,
        body TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
        status INTEGER,
        created_at INTEGER NOT NULL,
        UNIQUE (webhook_id, event_seq)
      ) STRICT;
      CREATE INDEX deliveries_by_age ON deliveries (created_at);
      CREATE INDEX deliveries_by_job ON deliveries (job_id);
      """)
}
