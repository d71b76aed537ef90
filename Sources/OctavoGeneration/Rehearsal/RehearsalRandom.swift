import OctavoBase

/// The rehearsal's source of chance: the same for the same request, on every machine.
///
/// SplitMix64 (Steele, Lea, Flood 2014), seeded by a fingerprint.
struct RehearsalRandom: Sendable {
  private var state: UInt64

  init(_ fingerprint: Fingerprint) { state = fingerprint.high ^ fingerprint.low }

  /// Seeds from everything a request says.
  init(_ request: ModelRequest) {
    var builder = FingerprintBuilder()
    builder.combine(request.step.rawValue)
    builder.combine(request.system)
    for message in request.messages {
      builder.combine(message.role.rawValue)
      builder.combine(message.text)
    }
    builder.combine(request.format?.schema ?? "")
    self.init(builder.finish())
  }

  /// Seeds from one text, for what stays the same from request to request.
  init(text: String) {
    var builder = FingerprintBuilder()
    builder.combine(text)
    self.init(builder.finish())
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to but not including `count`, which is at least 1.
  mutating func number(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(count, 1))).high)
  }

  /// A number of a range.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + number(below: range.upperBound - range.lowerBound + 1)
  }

  /// One of some values; nil where there is none.
  mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values[number(below: values.count)]
  }

  /// Whether one of so many times.
  mutating func once(in count: Int) -> Bool { number(below: count) == 0 }
}
