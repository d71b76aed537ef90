import GRDB
package import OctavoBase

extension Store {
  /// Features that an admin switched against the policy file.
  package var flags: Flags { Flags(store: self) }
}

/// Verbs about features' switches.
package struct Flags: Sendable {
  let store: Store

  /// All that were switched, by name.
  package func list() throws(OctavoError) -> [String: Bool] {
    try store.read { db in
      let pairs = try db.rows("SELECT name, is_on FROM flags") {
        (try $0.text("name"), try $0.flag("is_on"))
      }
      return Dictionary(pairs) { $1 }
    }
  }

  /// Switches a feature; nil goes back to the policy file.
  package func set(
    _ name: String, to isOn: Bool?, by author: AuditAuthor
  ) throws(OctavoError) {
    let time = store.now.milliseconds
    try store.writeDurably { db in
      if let isOn {
        try db.run(
          """
          INSERT INTO flags (name, is_on, updated_at) VALUES (?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET is_on = excluded.is_on, updated_at = excluded.updated_at
          """, [name, isOn, time])
      } else {
        try db.run("DELETE FROM flags WHERE name = ?", [name])
      }
      let word = isOn.map { $0 ? "on" : "off" } ?? "as in the policy"
      try store.audit("flag.set", name, by: author, detail: #"{"to":"\#(word)"}"#, db)
    }
  }

  static func isOn(_ name: String, otherwise: Bool, _ db: Database) throws -> Bool {
    try db.first("SELECT is_on FROM flags WHERE name = ?", [name]) { try $0.flag("is_on") }
      ?? otherwise
  }
}
