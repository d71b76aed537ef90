import Glibc
import OctavoBase

/// Shaped words by their text and shaping plan: open addressing with linear probing. A slot holds a
/// word's first bytes, so that a known word costs a hash and, but for long ones, one look at memory.
///
/// Entries are kept in order of arrival and never change until `removeAll`.
struct WordCache: ~Copyable {
  /// Where an entry's text lies in `texts`.
  private struct Place {
    var offset: Int
    var count: Int32
  }

  private var slots: UnsafeMutablePointer<Slot>
  /// Slots less one; slots are a power of two.
  private var mask: Int
  private var places = Arena<Place>(capacity: 4_096)
  private(set) var words = Arena<ShapedWord>(capacity: 4_096)
  private var texts = Arena<UInt8>(capacity: 1 << 15)
  var glyphs = Arena<ShapedGlyph>(capacity: 1 << 15)

  /// An entry's number plus one, zero for none, and what tells its key from others.
  private struct Slot {
    /// The text's first bytes; see `head`.
    var head: UInt64 = 0
    var hash: UInt32 = 0
    var entry: UInt32 = 0
    /// Index of the plan in its `FontContext`.
    var plan: Int32 = 0
    /// Bytes of the text.
    var count: Int32 = 0
  }

  init(capacity: Int = 1 << 13) {
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(), count: capacity)
  }

  deinit { slots.deallocate() }

  var count: Int { words.count }

  /// The entry of a text in a plan.
  @inline(__always)
  func find(_ text: UnsafeBufferPointer<UInt8>, plan: Int32, hash: UInt32) -> WordID? {
    let head = Self.head(UnsafeRawBufferPointer(text))
    var index = Int(hash) & mask
    while slots[index].entry != 0 {
      let slot = slots[index]
      if slot.hash == hash, slot.head == head, slot.plan == plan, Int(slot.count) == text.count,
        text.count <= 8 || hasText(slot, text)
      {
        return WordID(index: Int32(slot.entry) - 1)
      }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Whether a slot's text, which has the same count and head, is the same.
  private func hasText(_ slot: Slot, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let bytes = text.baseAddress else { return true }
    let offset = places[Int(slot.entry) - 1].offset
    return memcmp(texts.base + offset + 8, bytes + 8, text.count - 8) == 0
  }

  /// Adds an entry whose glyphs are the last of `glyphs`.
  mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, plan: Int32, hash: UInt32, word: ShapedWord
  ) -> WordID {
    if words.count * 2 >= mask { widen() }
    let entry = words.count
    let count = Int32(clamping: text.count)
    places.append(Place(offset: texts.count, count: count))
    texts.append(text)
    words.append(word)
    place(
      Slot(
        head: Self.head(UnsafeRawBufferPointer(text)), hash: hash, entry: UInt32(entry + 1),
        plan: plan, count: count))
    return WordID(index: Int32(entry))
  }

  /// The text of an entry, valid until the next change.
  func text(_ id: WordID) -> UnsafeBufferPointer<UInt8> {
    let place = places[Int(id.index)]
    return texts.view(place.offset..<place.offset + Int(place.count))
  }

  /// Bytes of memory the entries take.
  var byteCount: Int {
    texts.count + glyphs.count * MemoryLayout<ShapedGlyph>.stride
      + words.count * (MemoryLayout<ShapedWord>.stride + MemoryLayout<Place>.stride)
      + (mask + 1) * MemoryLayout<Slot>.stride
  }

  /// Forgets all entries; their ids become meaningless.
  mutating func removeAll() {
    slots.update(repeating: Slot(), count: mask + 1)
    places.removeAll()
    words.removeAll()
    texts.removeAll()
    glyphs.removeAll()
  }

  private func place(_ slot: Slot) {
    var index = Int(slot.hash) & mask
    while slots[index].entry != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func widen() {
    let (old, count) = (slots, mask + 1)
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(), count: mask + 1)
    for index in 0..<count where old[index].entry != 0 { place(old[index]) }
    old.deallocate()
  }

  /// The first eight bytes of a text; all of a shorter one, which with its count tells it from any
  /// other.
  @inline(__always)
  private static func head(_ text: UnsafeRawBufferPointer) -> UInt64 {
    switch text.count {
    case 8...: return text.loadUnaligned(as: UInt64.self)
    case 4...:
      let end = text.count - 4
      let last = UInt64(text.loadUnaligned(fromByteOffset: end, as: UInt32.self))
      return UInt64(text.loadUnaligned(as: UInt32.self)) | last << UInt64(8 * end)
    case 1...:
      let (middle, last) = (text.count / 2, text.count - 1)
      return UInt64(text[0]) | UInt64(text[middle]) << UInt64(8 * middle)
        | UInt64(text[last]) << UInt64(8 * last)
    default: return 0
    }
  }

  /// A hash of a text and a plan, by folded 64-bit products of eight bytes at a time
  /// (the scheme of Wang Yi's wyhash).
  @inline(__always)
  static func hash(_ text: UnsafeBufferPointer<UInt8>, plan: Int32) -> UInt32 {
    let raw = UnsafeRawBufferPointer(text)
    var state = 0x9E37_79B9_7F4A_7C15 ^ (UInt64(UInt32(bitPattern: plan)) << 32 | UInt64(raw.count))
    var offset = 8
    while offset < raw.count {
      let last = min(offset, raw.count - 8)
      state = fold(
        state ^ raw.loadUnaligned(fromByteOffset: last, as: UInt64.self), 0xA076_1D64_78BD_642F)
      offset += 8
    }
    let mixed = fold(state ^ head(raw), 0xE703_7ED1_A0B4_28DB)
    return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
