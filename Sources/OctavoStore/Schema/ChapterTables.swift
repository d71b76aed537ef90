extension Schema.Migration {
  /// Chapters with every version of their text, and what was learnt from each.
  static let chapters = Schema.Migration(
    name: "003 chapters",
    sql: """
      CREATE TABLE chapters (
        node_id TEXT NOT NULL PRIMARY KEY REFERENCES outline_nodes (id) ON DELETE CASCADE,
        status TEXT NOT NULL
          CHECK (status IN ('draft', 'writing', 'written', 'failed', 'stale')),
        reason TEXT,
        attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
        current_version INTEGER,
        updated_at INTEGER NOT NULL,
        FOREIGN KEY (node_id, current_version) REFERENCES chapter_versions (chapter_id, number)
          DEFERRABLE INITIALLY DEFERRED,
        CHECK (status NOT IN ('written', 'stale') OR current_version IS NOT NULL)
      ) STRICT;

      CREATE TABLE chapter_versions (
        chapter_id TEXT NOT NULL REFERENCES chapters (node_id) ON DELETE CASCADE,
        number INTEGER NOT NULL CHECK (number >= 1),
        origin TEXT NOT NULL CHECK (origin IN ('generated', 'edited', 'merged', 'imported')),
        content TEXT NOT NULL,
        word_count INTEGER NOT NULL CHECK (word_count >= 0),
        fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 32),
        created_at INTEGER NOT NULL,
        PRIMARY KEY (chapter_id, number)
      ) STRICT;

      CREATE TABLE version_sources (
        chapter_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        name TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        source_chapter TEXT REFERENCES chapters (node_id) DEFERRABLE INITIALLY DEFERRED,
        source_version INTEGER,
        PRIMARY KEY (chapter_id, number, name),
        FOREIGN KEY (chapter_id, number) REFERENCES chapter_versions (chapter_id, number)
          ON DELETE CASCADE,
        CHECK ((source_chapter IS NULL) = (source_version IS NULL))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX version_sources_by_chapter ON version_sources (source_chapter)
        WHERE source_chapter IS NOT NULL;

      CREATE TABLE section_texts (
        chapter_id TEXT NOT NULL REFERENCES chapters (node_id) ON DELETE CASCADE,
        attempt INTEGER NOT NULL CHECK (attempt >= 1),
        position INTEGER NOT NULL CHECK (position >= 0),
        node_id TEXT NOT NULL REFERENCES outline_nodes (id) ON DELETE CASCADE,
        content TEXT NOT NULL,
        word_count INTEGER NOT NULL CHECK (word_count >= 0),
        sealed_at INTEGER NOT NULL,
        PRIMARY KEY (chapter_id, attempt, position)
      ) STRICT;
      CREATE INDEX section_texts_by_node ON section_texts (node_id);

      CREATE TABLE summaries (
        chapter_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        content TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        PRIMARY KEY (chapter_id, number),
        FOREIGN KEY (chapter_id, number) REFERENCES chapter_versions (chapter_id, number)
          ON DELETE CASCADE
      ) STRICT;

      CREATE TABLE facts (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        chapter_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        entity TEXT NOT NULL,
        predicate TEXT NOT NULL,
        value TEXT NOT NULL,
        time TEXT NOT NULL,
        paragraph INTEGER NOT NULL CHECK (paragraph >= 0),
        evidence TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        UNIQUE (chapter_id, number, position),
        FOREIGN KEY (chapter_id, number) REFERENCES chapter_versions (chapter_id, number)
          ON DELETE CASCADE
      ) STRICT;
      CREATE INDEX facts_by_entity ON facts (entity);
      """)
}
