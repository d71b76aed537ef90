/// The patterns of one level of a dictionary as a trie of bytes, while it is read.
///
/// Its nodes are every prefix of every pattern's letters. Children are linked lists in flat arrays, so
/// that 80,000 patterns are read in some 70 ms.
struct PatternTrie {
  struct Node {
    /// The letter that leads here from the parent.
    var byte: UInt8
    var parent: Int32
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
    var childCount: Int32 = 0
    /// Where the pattern's digits begin in `digits`; -1 for prefixes that are no pattern.
    var match: Int32 = -1
    /// The node of the longest proper suffix that is a prefix of some pattern; -1 for the root.
    var fallback: Int32 = -1
  }

  private(set) var nodes: ContiguousArray<Node> = [Node(byte: 0, parent: -1)]
  /// Digits of all patterns, each ended by a NUL, without leading zeros.
  private(set) var digits: ContiguousArray<UInt8> = []

  /// Patterns with more letters are left out, as no word has them.
  private static let longest = 100

  /// Adds a pattern such as `.ab3it`: letters and, between them, digits.
  mutating func add(_ pattern: UnsafeBufferPointer<UInt8>) {
    guard !pattern.isEmpty, pattern.count <= Self.longest else { return }
    let start = digits.count
    var node: Int32 = 0
    var value: UInt8 = 0x30
    for byte in pattern {
      if (0x30...0x39).contains(byte) {
        value = byte
        continue
      }
      append(value, from: start)
      value = 0x30
      node = child(of: node, byte)
    }
    append(value, from: start)
    digits.append(0)
    guard node != 0 else { return }
    nodes[Int(node)].match = Int32(start)
  }

  /// Adds a digit unless it is a leading zero.
  private mutating func append(_ value: UInt8, from start: Int) {
    if digits.count > start || value != 0x30 { digits.append(value) }
  }

  private mutating func child(of node: Int32, _ byte: UInt8) -> Int32 {
    if let known = find(byte, below: node) { return known }
    let added = Int32(nodes.count)
    var child = Node(byte: byte, parent: node)
    child.nextSibling = nodes[Int(node)].firstChild
    nodes.append(child)
    nodes[Int(node)].firstChild = added
    nodes[Int(node)].childCount += 1
    return added
  }

  private func find(_ byte: UInt8, below node: Int32) -> Int32? {
    var child = nodes[Int(node)].firstChild
    while child >= 0 {
      if nodes[Int(child)].byte == byte { return child }
      child = nodes[Int(child)].nextSibling
    }
    return nil
  }

  /// The digits of a node's pattern, from its `match`.
  func digits(from match: Int32) -> ArraySlice<UInt8> {
    let end = digits[Int(match)...].firstIndex(of: 0) ?? digits.endIndex
    return ArraySlice(digits[Int(match)..<end])
  }

  /// Fills in the fallbacks, shorter prefixes first (Aho & Corasick 1975, algorithm 3).
  mutating func link() {
    var queue: ContiguousArray<Int32> = [0]
    queue.reserveCapacity(nodes.count)
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      var child = nodes[Int(node)].firstChild
      while child >= 0 {
        nodes[Int(child)].fallback = suffix(of: child)
        queue.append(child)
        child = nodes[Int(child)].nextSibling
      }
    }
  }

  private func suffix(of node: Int32) -> Int32 {
    let byte = nodes[Int(node)].byte
    var shorter = nodes[Int(nodes[Int(node)].parent)].fallback
    while shorter >= 0 {
      if let found = find(byte, below: shorter) { return found }
      shorter = nodes[Int(shorter)].fallback
    }
    return 0
  }
}
