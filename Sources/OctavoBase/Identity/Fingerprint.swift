/// A stable 128-bit hash of some bytes: the same on every run, machine and thread.
///
/// Used as cache key and to name derived files. Not for security. Swift's own `Hasher` is seeded
/// anew for every process, so its values must not reach an output.
public struct Fingerprint: Hashable, Sendable {
  /// The upper 64 bits; the first 16 digits of `hex`.
  public let high: UInt64
  /// The lower 64 bits; the last 16 digits of `hex`.
  public let low: UInt64

  /// 32 lower-case hexadecimal digits.
  public var hex: String { Self.digits(high) + Self.digits(low) }

  private static func digits(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

/// Builds a `Fingerprint` from a sequence of values.
///
/// Two FNV-1a lanes over 64-bit words with different offsets, finished by SplitMix64's mixer
/// (Fowler, Noll, Vo; Steele, Lea, Flood 2014).
public struct FingerprintBuilder: Sendable {
  private var a: UInt64 = 0xCBF2_9CE4_8422_2325
  private var b: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Makes a builder that has seen nothing.
  public init() {}

  /// Takes the next value; the order of values counts.
  public mutating func combine(_ value: UInt64) {
    a = (a ^ value) &* 0x0000_0100_0000_01B3
    a ^= a >> 29
    b = (b &+ value) &* 0xBF58_476D_1CE4_E5B9
    b ^= b >> 31
  }

  /// Takes the next value by its bits.
  public mutating func combine(_ value: Int) { combine(UInt64(bitPattern: Int64(value))) }

  /// Combines the length and then the bytes, so that neighbours cannot run together.
  public mutating func combine(bytes: some Sequence<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable { combine($0) }
    if isDone == nil { Array(bytes).withUnsafeBufferPointer { combine($0) } }
  }

  /// Eight bytes make a word, the first its highest; what is left over makes the last.
  private mutating func combine(_ bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset + 8 <= raw.count {
      combine(UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var word: UInt64 = 0
    for byte in raw[offset...] { word = word << 8 | UInt64(byte) }
    combine(word)
    combine(raw.count)
  }

  /// Takes the length and the UTF-8 bytes of a text; no Unicode normalization.
  public mutating func combine(_ text: String) { combine(bytes: text.utf8) }

  /// The fingerprint of what was combined so far; more may be combined after it.
  public func finish() -> Fingerprint {
    Fingerprint(high: Self.mix(a &+ b), low: Self.mix(b ^ (a >> 7)))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
