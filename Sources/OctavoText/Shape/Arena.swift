import Glibc

/// A growing array in unmanaged memory: no reference counts, no copies, no bounds checks.
///
/// Used where the word cache's lookups would otherwise pay more for safety than for the work.
/// Holds trivial values of common alignment only; indices are the caller's to check.
struct Arena<Element>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    base = Self.memory(of: nil, capacity: self.capacity)
  }

  deinit { free(base) }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    (base + count).initialize(to: element)
    count += 1
  }

  mutating func append(_ elements: UnsafeBufferPointer<Element>) {
    guard let source = elements.baseAddress else { return }
    if count + elements.count > capacity { grow(to: count + elements.count) }
    (base + count).initialize(from: source, count: elements.count)
    count += elements.count
  }

  mutating func removeAll() { count = 0 }

  /// Drops the elements from `newCount` on.
  mutating func truncate(to newCount: Int) { count = min(count, newCount) }

  /// A view that is valid until the next change.
  func view(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  @inline(never)
  private mutating func grow(to needed: Int) {
    capacity = max(capacity * 2, needed)
    base = Self.memory(of: base, capacity: capacity)
  }

  /// The C library's memory: large blocks of it grow by moving pages, not their bytes.
  private static func memory(
    of base: UnsafeMutablePointer<Element>?, capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    // Without memory every allocation of the program ends it, and so does this one.
    guard let memory = realloc(base, capacity * MemoryLayout<Element>.stride) else { abort() }
    return memory.assumingMemoryBound(to: Element.self)
  }
}
