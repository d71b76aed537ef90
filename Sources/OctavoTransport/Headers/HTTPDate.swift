/// Reads the dates of HTTP headers, in the three forms that RFC 9110 §5.6.7 tells recipients to
/// accept.
package enum HTTPDate {
  /// Seconds since 1970 (UTC), nil for text that is no such date.
  ///
  /// `now` decides the century of the two-digit years of RFC 850: none lies more than 50 years
  /// ahead.
  package static func seconds(_ text: String, now: Double) -> Double? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" })
    guard words.count >= 5 else { return nil }
    if words.last == "GMT" || words.last == "UTC" {
      // Sun, 06 Nov 1994 08:49:37 GMT, or Sunday, 06-Nov-94 08:49:37 GMT
      guard words.count == 6, let year = year(words[3], now: now) else { return nil }
      return seconds(year, words[2], day: words[1], time: words[4])
    }
    // Sun Nov  6 08:49:37 1994
    guard words.count == 5, words[4].count == 4, let year = Int(words[4]) else { return nil }
    return seconds(year, words[1], day: words[2], time: words[3])
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func year(_ word: Substring, now: Double) -> Int? {
    guard let number = Int(word), number >= 0 else { return nil }
    if word.count == 4 { return number }
    guard word.count == 2 else { return nil }
    let thisYear = 1970 + Int(now / (365.2425 * 86400))
    let guess = thisYear / 100 * 100 + number
    return guess > thisYear + 50 ? guess - 100 : guess
  }

  private static func seconds(
    _ year: Int, _ month: Substring, day: Substring, time: Substring
  ) -> Double? {
    let parts = time.split(separator: ":").map { Int($0) }
    guard let month = months.firstIndex(where: { $0 == month }), let day = Int(day),
      (1...31).contains(day), parts.count == 3, let hour = parts[0], let minute = parts[1],
      let second = parts[2], (0..<24).contains(hour), (0..<60).contains(minute),
      (0...60).contains(second)
    else { return nil }
    return Double(days(year, month + 1, day) * 86400 + hour * 3600 + minute * 60 + second)
  }

  /// Days from 1 January 1970 in the Gregorian calendar, counted in years that begin in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
