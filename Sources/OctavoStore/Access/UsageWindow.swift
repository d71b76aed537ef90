import GRDB

/// What a user did in the last hour, counted by minutes.
///
/// A minute counts until it is an hour and a minute old, so that nobody ever has more than the limit
/// in any hour; the price of sixty numbers in place of every moment is up to a minute of patience.
struct UsageWindow {
  private static let minute: Int64 = 60_000
  private static let minutes: Int64 = 60

  private let user: UserID
  private let name: String
  private let now: Int64

  init(_ user: UserID, _ name: String, at time: Moment) {
    self.user = user
    self.name = name
    now = time.milliseconds
  }

  private var current: Int64 { now / Self.minute }

  /// Everything in the window.
  func total(_ db: Database) throws -> Int {
    try counts(db).reduce(0) { $0 + $1.count }
  }

  /// Milliseconds until one more is allowed; nil where it is now.
  func wait(limit: Int, _ db: Database) throws -> Int64? {
    let counts = try counts(db)
    var total = counts.reduce(0) { $0 + $1.count }
    guard total >= limit else { return nil }
    for (minute, count) in counts {
      total -= count
      if total < limit { return max(1, (minute + Self.minutes + 1) * Self.minute - now) }
    }
    return Self.minutes * Self.minute
  }

  /// Counts one more, and forgets what is out of the window.
  func add(_ db: Database) throws {
    try db.run(
      """
      INSERT INTO usage_minutes (user_id, name, minute, count) VALUES (?, ?, ?, 1)
      ON CONFLICT (user_id, name, minute) DO UPDATE SET count = count + 1
      """, [user.text, name, current])
    try db.run(
      "DELETE FROM usage_minutes WHERE user_id = ? AND name = ? AND minute < ?",
      [user.text, name, current - Self.minutes])
  }

  /// The window's minutes, the oldest first.
  private func counts(_ db: Database) throws -> [(minute: Int64, count: Int)] {
    try db.rows(
      """
      SELECT minute, count FROM usage_minutes WHERE user_id = ? AND name = ? AND minute >= ?
      ORDER BY minute
      """, [user.text, name, current - Self.minutes]
    ) { (Int64(try $0.integer("minute")), try $0.integer("count")) }
  }
}
