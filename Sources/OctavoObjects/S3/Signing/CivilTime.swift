/// Days and times of the Gregorian calendar in UTC, as S3 writes them.
///
/// Days are counted in years that begin in March, so that the leap day is the last
/// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
package enum CivilTime {
  /// Such as `20260102T030405Z`, from seconds since 1970.
  package static func compact(_ seconds: Int) -> String {
    let (days, time) = seconds.quotientAndRemainder(dividingBy: 86400)
    let (year, month, day) = date(days: days)
    return padded(year, 4) + padded(month, 2) + padded(day, 2) + "T" + padded(time / 3600, 2)
      + padded(time / 60 % 60, 2) + padded(time % 60, 2) + "Z"
  }

  /// Seconds since 1970 of such as `2026-01-02T03:04:05.678Z`; nil for anything else.
  package static func seconds(_ text: some StringProtocol) -> Int? {
    let parts = text.split(whereSeparator: { "-:T.Z+".contains($0) }).map { Int($0) }
    guard parts.count >= 6, text.last == "Z", let year = parts[0], let month = parts[1],
      let day = parts[2], let hour = parts[3], let minute = parts[4], let second = parts[5],
      (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    return days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * part + 2) / 5 + 1)
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
