/// Memory of the line breaker's inner loop, kept from paragraph to paragraph.
///
/// An array would check bounds and uniqueness at each of some ten million accesses a book.
struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  mutating func removeAll() { count = 0 }
  mutating func removeLast(_ number: Int) { count -= min(number, count) }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }

  /// The element at an index the caller knows to be in range.
  @inline(__always)
  subscript(index: Int32) -> Element {
    get {
      assert(index >= 0 && Int(index) < count)
      return base[Int(index)]
    }
    nonmutating set {
      assert(index >= 0 && Int(index) < count)
      base[Int(index)] = newValue
    }
  }
}
