/// One event of a `text/event-stream` body.
package struct ServerSentEvent: Sendable, Equatable {
  /// The event's type; `message` where the stream names none.
  package var type: String
  /// The `data` lines, joined by line feeds.
  package var data: String
  /// The last id the stream has set, for a reconnection; empty where it set none.
  package var lastID: String

  package init(type: String = "message", data: String, lastID: String = "") {
    self.type = type
    self.data = data
    self.lastID = lastID
  }
}
