import CHyphen

/// One level of a dictionary in the memory layout that libhyphen walks (`hyphen.h`).
///
/// A class because it owns that memory.
final class HyphenLevel {
  let dictionary: UnsafeMutablePointer<HyphenDict>
  private let states: UnsafeMutablePointer<HyphenState>
  private let transitions: UnsafeMutablePointer<HyphenTrans>
  private let digits: UnsafeMutablePointer<CChar>

  init(_ level: PatternFile.Level, _ charset: HyphenDictionary.Charset) {
    let trie = level.trie
    digits = .allocate(capacity: max(1, trie.digits.count))
    for (index, digit) in trie.digits.enumerated() { digits[index] = CChar(bitPattern: digit) }
    states = .allocate(capacity: trie.nodes.count)
    transitions = .allocate(capacity: trie.nodes.count)
    let weights = trie.weights
    var next = transitions
    for (index, node) in trie.nodes.enumerated() {
      var state = HyphenState()
      state.match = node.match >= 0 ? digits + Int(node.match) : nil
      state.fallback_state = node.fallback
      state.num_trans = node.childCount
      state.trans = next
      (states + index).initialize(to: state)
      // libhyphen tries a state's transitions in their order: those of the most patterns come first.
      let children = trie.children(of: index)
      for child in children.count > 1
        ? children.sorted(by: { weights[Int($0)] > weights[Int($1)] }) : children
      {
        next.initialize(
          to: HyphenTrans(ch: CChar(bitPattern: trie.nodes[Int(child)].byte), new_state: child))
        next += 1
      }
    }
    dictionary = .allocate(capacity: 1)
    var dictionary = HyphenDict()
    dictionary.lhmin = level.left
    dictionary.rhmin = level.right
    dictionary.clhmin = level.compoundLeft
    dictionary.crhmin = level.compoundRight
    dictionary.num_states = Int32(trie.nodes.count)
    dictionary.utf8 = charset == .utf8 ? 1 : 0
    dictionary.states = states
    self.dictionary.initialize(to: dictionary)
  }

  deinit {
    dictionary.deallocate()
    states.deallocate()
    transitions.deallocate()
    digits.deallocate()
  }

  /// Has words that this level does not divide, and the parts it does, divided by the next.
  func lead(to next: HyphenLevel) { dictionary.pointee.nextlevel = next.dictionary }
}
