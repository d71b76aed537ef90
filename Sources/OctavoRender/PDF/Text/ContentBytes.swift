import Glibc
import OctavoBase

/// The bytes of a content stream while it is written. Numbers end with a space.
struct ContentBytes: ~Copyable {
  private var bytes = Growable<UInt8>(capacity: 1 << 14)

  var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes.base, count: bytes.count) }

  mutating func removeAll() { bytes.count = 0 }

  /// Makes room for so many more bytes by `appendReserved`.
  @inline(__always)
  mutating func reserve(_ count: Int) { bytes.reserve(count) }

  @inline(__always)
  mutating func appendReserved(_ byte: UInt8) { bytes.appendReserved(byte) }

  mutating func append(_ text: StaticString) {
    bytes.reserve(text.utf8CodeUnitCount)
    memcpy(bytes.base + bytes.count, text.utf8Start, text.utf8CodeUnitCount)
    bytes.count += text.utf8CodeUnitCount
  }

  /// Without a space after it.
  mutating func append(_ number: Int) {
    bytes.reserve(24)
    appendReserved(number)
  }

  /// Room for 24 bytes must be reserved.
  @inline(__always)
  mutating func appendReserved(_ number: Int) {
    if number < 0 { bytes.appendReserved(UInt8(ascii: "-")) }
    var rest = number.magnitude
    guard rest >= 10 else { return bytes.appendReserved(0x30 + UInt8(rest)) }
    var count = 0
    var power: UInt = 1
    while rest / power >= 10 {
      power *= 10
      count += 1
    }
    for place in stride(from: count, through: 0, by: -1) {
      bytes.base[bytes.count + place] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
    bytes.count += count + 1
  }

  /// Points, to the thousandth.
  mutating func append(_ length: Length) { append(thousandths: length.thousandths) }

  /// A number between 0 and 1, to the thousandth.
  mutating func append(fraction: Double) {
    append(thousandths: Int((min(max(fraction, 0), 1) * 1000).rounded()))
  }

  mutating func append(thousandths: Int) {
    bytes.reserve(28)
    if thousandths < 0 { bytes.appendReserved(UInt8(ascii: "-")) }
    let magnitude = Int(thousandths.magnitude)
    appendReserved(magnitude / 1000)
    var rest = magnitude % 1000
    if rest > 0 {
      bytes.appendReserved(UInt8(ascii: "."))
      var power = 100
      while rest > 0 {
        bytes.appendReserved(0x30 + UInt8(rest / power))
        rest %= power
        power /= 10
      }
    }
    bytes.appendReserved(0x20)
  }

  /// A hexadecimal string in UTF-16 (ISO 32000-1, 7.9.2.2), without escapes: these would begin the
  /// name of a language (14.9.2.2).
  mutating func append(text: String) {
    append("<FEFF")
    for unit in text.utf16 where unit != 0x1B {
      bytes.reserve(4)
      for shift in [12, 8, 4, 0] {
        let digit = UInt8(truncatingIfNeeded: unit >> shift & 15)
        bytes.appendReserved(digit < 10 ? 0x30 + digit : 0x37 + digit)
      }
    }
    append(">")
  }
}

extension Length {
  /// Thousandths of a point, to the nearest.
  var thousandths: Int {
    let magnitude = Int(
      (scaledPoints.magnitude * 1000 + UInt64(Length.unit / 2)) / UInt64(Length.unit))
    return self < .zero ? -magnitude : magnitude
  }
}
