import OctavoGeneration

/// Numbers as people read them.
enum Figures {
  /// `12,345`.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number.magnitude).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  /// `$0.0425`, to the hundredth of a cent, rounded up.
  static func dollars(_ amount: MicroDollars) -> String {
    let rounded = (amount.count + 99) / 100
    let fraction = String(rounded % 10_000)
    let padded = String(repeating: "0", count: 4 - fraction.count) + fraction
    return "$\(rounded / 10_000)." + (padded.hasSuffix("00") ? String(padded.prefix(2)) : padded)
  }

  /// Seconds in the largest unit that fits: `40 s`, `12 min`, `3 h 5 min`.
  static func time(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e7))
    if whole < 90 { return "\(whole) s" }
    let minutes = (whole + 30) / 60
    return minutes < 90 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
