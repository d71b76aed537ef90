import GRDB
package import OctavoBase

extension Store {
  /// Small values that belong to the store, not to a project.
  package var settings: Settings { Settings(store: self) }
}

/// Verbs about settings; values are JSON.
package struct Settings: Sendable {
  let store: Store

  /// Keeps a value under a name, in place of an older one; nil forgets it.
  package func set(_ name: String, to json: String?) throws(OctavoError) {
    let time = store.now.milliseconds
    try store.write { db in
      guard let json else {
        _ = try db.run("DELETE FROM settings WHERE name = ?", [name])
        return
      }
      _ = try db.run(
        """
        INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
        """, [name, json, time])
    }
  }

  /// The value of a name; nil where it has none.
  package func value(_ name: String) throws(OctavoError) -> String? {
    try store.read { db in
      try db.first("SELECT value FROM settings WHERE name = ?", [name]) { try $0.text("value") }
    }
  }
}
