import Glibc
import OctavoBase

/// Shaped words by their text and shaping plan: open addressing with linear probing over the bytes
/// themselves, so that a known word costs a hash and one comparison.
///
/// Entries are kept in order of arrival and never change until `removeAll`.
struct WordCache: ~Copyable {
  private struct Key {
    var hash: UInt32
    /// Index of the plan in its `FontContext`.
    var plan: Int32
    /// Where the text begins in `texts`.
    var offset: Int
    var count: Int32
  }

  private var slots: UnsafeMutablePointer<Slot>
  /// Slots less one; slots are a power of two.
  private var mask: Int
  private var keys = Arena<Key>(capacity: 4_096)
  private(set) var words = Arena<ShapedWord>(capacity: 4_096)
  private var texts = Arena<UInt8>(capacity: 1 << 15)
  var glyphs = Arena<ShapedGlyph>(capacity: 1 << 15)

  /// A hash beside the entry's number plus one; zero is free.
  private struct Slot {
    var hash: UInt32
    var entry: UInt32
  }

  init(capacity: Int = 1 << 13) {
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(hash: 0, entry: 0), count: capacity)
  }

  deinit { slots.deallocate() }

  var count: Int { words.count }

  /// The entry of a text in a plan.
  @inline(__always)
  func find(_ text: UnsafeBufferPointer<UInt8>, plan: Int32, hash: UInt32) -> WordID? {
    var index = Int(hash) & mask
    while slots[index].entry != 0 {
      if slots[index].hash == hash {
        let entry = Int(slots[index].entry) - 1
        let key = keys[entry]
        if key.plan == plan, key.count == text.count,
          text.isEmpty || memcmp(texts.base + key.offset, text.baseAddress!, text.count) == 0
        {
          return WordID(index: Int32(entry))
        }
      }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Adds an entry whose glyphs are the last of `glyphs`.
  mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, plan: Int32, hash: UInt32, word: ShapedWord
  ) -> WordID {
    if words.count * 2 >= mask { widen() }
    let entry = words.count
    keys.append(
      Key(hash: hash, plan: plan, offset: texts.count, count: Int32(clamping: text.count)))
    texts.append(text)
    words.append(word)
    place(hash: hash, entry: entry)
    return WordID(index: Int32(entry))
  }

  /// The text of an entry, valid until the next change.
  func text(_ id: WordID) -> UnsafeBufferPointer<UInt8> {
    let key = keys[Int(id.index)]
    return texts.view(key.offset..<key.offset + Int(key.count))
  }

  /// Bytes of memory the entries take.
  var byteCount: Int {
    texts.count + glyphs.count * MemoryLayout<ShapedGlyph>.stride
      + words.count * (MemoryLayout<ShapedWord>.stride + MemoryLayout<Key>.stride)
      + (mask + 1) * MemoryLayout<Slot>.stride
  }

  /// Forgets all entries; their ids become meaningless.
  mutating func removeAll() {
    slots.update(repeating: Slot(hash: 0, entry: 0), count: mask + 1)
    keys.removeAll()
    words.removeAll()
    texts.removeAll()
    glyphs.removeAll()
  }

  private func place(hash: UInt32, entry: Int) {
    var index = Int(hash) & mask
    while slots[index].entry != 0 { index = (index + 1) & mask }
    slots[index] = Slot(hash: hash, entry: UInt32(entry + 1))
  }

  private mutating func widen() {
    slots.deallocate()
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(hash: 0, entry: 0), count: mask + 1)
    for entry in 0..<keys.count { place(hash: keys[entry].hash, entry: entry) }
  }

  /// A hash of a text and a plan, by folded 64-bit products of eight bytes at a time
  /// (the scheme of Wang Yi's wyhash).
  @inline(__always)
  static func hash(_ text: UnsafeBufferPointer<UInt8>, plan: Int32) -> UInt32 {
    let raw = UnsafeRawBufferPointer(text)
    var state = 0x9E37_79B9_7F4A_7C15 ^ (UInt64(UInt32(bitPattern: plan)) << 32 | UInt64(raw.count))
    var offset = 0
    while offset + 8 <= raw.count {
      state = fold(
        state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), 0xA076_1D64_78BD_642F)
      offset += 8
    }
    var tail: UInt64 = 0
    if offset + 4 <= raw.count {
      tail = UInt64(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) << 24
      offset += 4
    }
    while offset < raw.count {
      tail = tail << 8 | UInt64(raw[offset])
      offset += 1
    }
    let mixed = fold(state ^ tail, 0xE703_7ED1_A0B4_28DB)
    return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
