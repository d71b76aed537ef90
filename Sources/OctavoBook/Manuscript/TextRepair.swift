import OctavoBase

/// Makes any bytes the valid UTF-8 with `\n` or `\r\n` line ends that the later steps rely on.
///
/// Drops a byte order mark, puts U+FFFD for NULs and for each ill-formed subsequence (Unicode
/// Standard §3.9, "maximal subpart"), turns lone carriage returns and what else ends lines into line
/// feeds, and drops control characters and those that turn the writing direction.
struct TextRepair {
  /// What was wrong at a place in the repaired text.
  struct Finding {
    enum Fault {
      case invalidUTF8(byte: UInt8)
      /// U+0000 is replaced, others are dropped or end a line.
      case control(UInt32)
    }

    let fault: Fault
    /// Byte offset in the file as it lies on disk.
    let original: Int
    /// Byte offset in the repaired text.
    let offset: Int
    /// How often it is wrong in this way, in the whole file.
    var count = 1
  }

  private(set) var text: [UInt8]
  private(set) var findings: [Finding] = []

  /// Index in `findings` of each control character found.
  private var controls: [UInt32: Int] = [:]

  /// Most findings of bytes kept; a binary file needs no more to be recognized.
  private static let mostFindings = 20

  init(_ bytes: [UInt8]) {
    text = bytes
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    if Self.isClean(text) { return }
    text = []
    text.reserveCapacity(bytes.count + 16)
    repair(bytes, from: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
  }

  /// Whether `bytes` needs no change: valid UTF-8 without controls and lone carriage returns.
  private static func isClean(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let byte = buffer[index]
        if byte >= 0x80 {
          let length = scalarLength(buffer, index)
          if length == 0 || byte == 0xC2 && buffer[index + 1] < 0xA0 { return false }
          if length == 3, turnsDirection(buffer, index) { return false }
          index += length
        } else if byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x09 {
          index += 1
        } else if byte == 0x0D && follows(buffer, index) {
          index += 1
        } else {
          return false
        }
      }
      return true
    }
  }

  private mutating func repair(_ bytes: [UInt8], from start: Int) {
    bytes.withUnsafeBufferPointer { buffer in
      var index = start
      while index < buffer.count {
        let byte = buffer[index]
        if byte >= 0x80 {
          index += copyScalar(buffer, index)
        } else {
          if byte == 0x0D {
            text.append(Self.follows(buffer, index) ? byte : 0x0A)
          } else if ControlCharacters.fate(of: UInt32(byte)) == .kept {
            text.append(byte)
          } else {
            replace(UInt32(byte), index)
          }
          index += 1
        }
      }
    }
  }

  /// Copies the scalar at `index`, or U+FFFD for its ill-formed part; returns the bytes taken.
  private mutating func copyScalar(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let length = Self.scalarLength(buffer, index)
    if length == 2, buffer[index] == 0xC2, buffer[index + 1] < 0xA0 {
      replace(UInt32(buffer[index + 1]), index)
      return length
    }
    if length == 3, Self.turnsDirection(buffer, index) {
      replace(ControlCharacters.scalar(buffer[index], buffer[index + 1], buffer[index + 2]), index)
      return length
    }
    if length > 0 {
      text.append(contentsOf: buffer[index..<index + length])
      return length
    }
    note(.invalidUTF8(byte: buffer[index]), index)
    text += [0xEF, 0xBF, 0xBD]
    return Self.maximalSubpart(buffer, index)
  }

  /// Puts what stands for a control character.
  private mutating func replace(_ scalar: UInt32, _ original: Int) {
    if let index = controls[scalar] {
      findings[index].count += 1
    } else {
      controls[scalar] = findings.count
      findings.append(
        Finding(fault: .control(scalar), original: original, offset: text.count))
    }
    if scalar == 0 {
      text += [0xEF, 0xBF, 0xBD]
    } else if ControlCharacters.fate(of: scalar) == .lineFeed {
      text.append(0x0A)
    }
  }

  private mutating func note(_ fault: Finding.Fault, _ original: Int) {
    guard findings.count - controls.count < Self.mostFindings else { return }
    findings.append(Finding(fault: fault, original: original, offset: text.count))
  }

  /// Whether the three bytes at an index are a character that turns the writing direction.
  @inline(__always)
  private static func turnsDirection(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    buffer[index] == 0xE2
      && ControlCharacters.turnsDirection(
        ControlCharacters.scalar(buffer[index], buffer[index + 1], buffer[index + 2]))
  }

  private static func follows(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 1 < buffer.count && buffer[index + 1] == 0x0A
  }

  /// Bytes of the well-formed scalar at `index`; 0 where there is none (Unicode table 3-7).
  private static func scalarLength(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let length = expectedLength(buffer[index])
    return length > 0 && maximalSubpart(buffer, index) == length
      && index + length <= buffer.count ? length : 0
  }

  /// Bytes at `index` that begin a well-formed scalar, at least 1.
  private static func maximalSubpart(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let length = expectedLength(buffer[index])
    var taken = 1
    while taken < length, index + taken < buffer.count {
      let byte = buffer[index + taken]
      let range = taken == 1 ? secondByteRange(buffer[index]) : 0x80...0xBF
      guard range.contains(byte) else { break }
      taken += 1
    }
    return taken
  }

  private static func expectedLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  private static func secondByteRange(_ lead: UInt8) -> ClosedRange<UInt8> {
    switch lead {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
