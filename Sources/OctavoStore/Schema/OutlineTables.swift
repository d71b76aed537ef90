extension Schema.Migration {
  /// Parts, chapters and sections, and what was found wrong with them.
  static let outline = Schema.Migration(
    name: "002 outline",
    sql: """
      CREATE TABLE outline_nodes (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        parent_id TEXT REFERENCES outline_nodes (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL CHECK (kind IN ('part', 'chapter', 'section')),
        position INTEGER NOT NULL CHECK (position >= 0),
        title TEXT NOT NULL,
        purpose TEXT NOT NULL,
        beats TEXT NOT NULL CHECK (json_type(beats) = 'array'),
        target_words INTEGER NOT NULL CHECK (target_words >= 0),
        needs TEXT NOT NULL CHECK (json_type(needs) = 'array'),
        hands_over TEXT NOT NULL CHECK (json_type(hands_over) = 'array'),
        extra TEXT NOT NULL CHECK (json_valid(extra)),
        archived_at INTEGER,
        merged_into TEXT REFERENCES outline_nodes (id) DEFERRABLE INITIALLY DEFERRED,
        created_at INTEGER NOT NULL,
        CHECK (parent_id IS NOT id),
        CHECK (merged_into IS NULL OR archived_at IS NOT NULL)
      ) STRICT;
      CREATE INDEX outline_nodes_by_project ON outline_nodes (project_id, position);
      CREATE INDEX outline_nodes_by_parent ON outline_nodes (parent_id);
      CREATE INDEX outline_nodes_merged ON outline_nodes (merged_into)
        WHERE merged_into IS NOT NULL;

      CREATE TABLE findings (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
        node_id TEXT REFERENCES outline_nodes (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('outline', 'continuity', 'quality')),
        severity TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
        code TEXT NOT NULL,
        message TEXT NOT NULL,
        evidence TEXT NOT NULL CHECK (json_valid(evidence)),
        resolved_at INTEGER,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX findings_by_project ON findings (project_id, kind);
      CREATE INDEX findings_by_node ON findings (node_id);
      """)
}
