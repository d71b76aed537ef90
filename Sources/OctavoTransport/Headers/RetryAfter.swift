/// Reads how long a server asks to wait.
package enum RetryAfter {
  /// Seconds to wait from `now` (seconds since 1970), not negative; nil where nothing is asked.
  ///
  /// `retry-after-ms`, which some providers add, is the more exact and goes first; `Retry-After`
  /// is a number of seconds or a date (RFC 9110 §10.2.3).
  package static func seconds(_ head: HTTPHead, now: Double) -> Double? {
    if let text = head["retry-after-ms"], let milliseconds = number(text) {
      return milliseconds / 1000
    }
    guard let text = head["retry-after"] else { return nil }
    if let seconds = number(text) { return seconds }
    return HTTPDate.seconds(text, now: now).map { max(0, $0 - now) }
  }

  private static func number(_ text: String) -> Double? {
    guard let value = Double(text), value.isFinite, value >= 0 else { return nil }
    return value
  }
}
