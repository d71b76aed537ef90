/// One level's patterns as an automaton that reads a word byte by byte (Aho & Corasick 1975).
///
/// A state is what of a pattern has been read. Words come one at a time, when little of the automaton
/// is in the processor's cache: a step looks at one state and, where a pattern ends, at its digits, of
/// which equal ones are kept once.
struct PatternAutomaton: Sendable {
  private struct State {
    /// The symbols that lead on, a bit for each.
    var symbols: UInt128 = 0
    /// The state that the first of them leads to; those of the others follow it.
    var firstChild: Int32 = 0
    /// The state of the longest shorter suffix; -1 for the first state.
    var fallback: Int32 = -1
    /// The digits of the pattern that ends here, by their index in `endings`; 0 for none.
    var ending: Int32 = 0
  }

  private var states: ContiguousArray<State> = []
  /// What each byte is called; `unknown` where no pattern has it.
  private var symbols = ContiguousArray<UInt8>(repeating: unknown, count: 256)
  /// Digits of patterns, as a range of `digits`.
  private var endings: ContiguousArray<Range<Int32>> = [0..<0]
  private var digits: ContiguousArray<UInt8> = []

  /// Bytes of patterns, but for digits, are letters, parts of letters and a few marks: far fewer than
  /// this. Patterns of further ones are never met.
  private static let unknown: UInt8 = 128

  init(_ trie: PatternTrie) {
    name(trie)
    var numbers = ContiguousArray<Int32>(repeating: -1, count: trie.nodes.count)
    var queue: ContiguousArray<Int32> = [0]
    var children: ContiguousArray<Int32> = []
    var known: [ArraySlice<UInt8>: Int32] = [:]
    queue.reserveCapacity(trie.nodes.count)
    states.reserveCapacity(trie.nodes.count)
    while states.count < queue.count {
      let node = trie.nodes[Int(queue[states.count])]
      numbers[Int(queue[states.count])] = Int32(states.count)
      var state = State(firstChild: Int32(queue.count))
      // What falls back has fewer bytes and so a number already.
      if node.fallback >= 0 { state.fallback = numbers[Int(node.fallback)] }
      if node.match >= 0 { state.ending = ending(trie.digits(from: node.match), &known) }
      children.removeAll(keepingCapacity: true)
      var child = node.firstChild
      while child >= 0 {
        let symbol = symbols[Int(trie.nodes[Int(child)].byte)]
        if symbol < Self.unknown {
          state.symbols |= 1 << UInt128(symbol)
          children.append(child)
        }
        child = trie.nodes[Int(child)].nextSibling
      }
      children.sort {
        symbols[Int(trie.nodes[Int($0)].byte)] < symbols[Int(trie.nodes[Int($1)].byte)]
      }
      queue.append(contentsOf: children)
      states.append(state)
    }
  }

  /// Names the bytes of patterns in their order.
  private mutating func name(_ trie: PatternTrie) {
    var isUsed = [Bool](repeating: false, count: 256)
    for node in trie.nodes.dropFirst() { isUsed[Int(node.byte)] = true }
    let bytes = isUsed.indices.filter { isUsed[$0] }.prefix(Int(Self.unknown))
    for (symbol, byte) in bytes.enumerated() { symbols[byte] = UInt8(symbol) }
  }

  private mutating func ending(
    _ pattern: ArraySlice<UInt8>, _ known: inout [ArraySlice<UInt8>: Int32]
  ) -> Int32 {
    if let index = known[pattern] { return index }
    let index = Int32(endings.count)
    let first = Int32(digits.count)
    digits.append(contentsOf: pattern.lazy.map { $0 & 0x0F })
    endings.append(first..<Int32(digits.count))
    known[pattern] = index
    return index
  }

  /// Finds the marks of a word: the highest digit that a pattern has after each byte, 0 for none.
  ///
  /// Of the patterns that end at a byte only the longest counts: dictionaries in this format have the
  /// digits of the others in it (`substrings.pl` of libhyphen puts them there).
  func mark(_ word: UnsafeBufferPointer<UInt8>, into marks: UnsafeMutableBufferPointer<UInt8>) {
    marks.update(repeating: 0)
    states.withUnsafeBufferPointer { states in
      var state: Int32 = 0
      for index in -1...word.count {
        let isInside = index >= 0 && index < word.count
        let byte = isInside ? word[index] : UInt8(ascii: ".")
        state = Self.next(states, state, symbols[Int(byte)])
        let ending = states[Int(state)].ending
        if ending > 0 { raise(marks, upTo: index, to: endings[Int(ending)]) }
      }
    }
  }

  /// Raises marks to a pattern's digits, the last of which stands after a byte.
  private func raise(
    _ marks: UnsafeMutableBufferPointer<UInt8>, upTo last: Int, to ending: Range<Int32>
  ) {
    var place = last + 1 - ending.count
    for digit in ending {
      if place >= 0, place < marks.count - 1 {
        marks[place] = max(marks[place], digits[Int(digit)])
      }
      place += 1
    }
  }

  @inline(__always)
  private static func next(
    _ states: UnsafeBufferPointer<State>, _ from: Int32, _ symbol: UInt8
  ) -> Int32 {
    guard symbol < unknown else { return 0 }
    let bit = UInt128(1) << UInt128(symbol)
    var current = from
    while current >= 0 {
      let state = states[Int(current)]
      if state.symbols & bit != 0 {
        return state.firstChild + Int32((state.symbols & (bit - 1)).nonzeroBitCount)
      }
      current = state.fallback
    }
    return 0
  }
}
