/// The prefixes that are bound in the elements open (Namespaces in XML 1.0).
struct XMLNamespaces {
  /// Prefixes bound, outermost first, with how many elements were open.
  private var bound: [(prefix: Substring, depth: Int)] = [("xml", 0), ("xmlns", 0)]
  private var depth = 0
  /// The prefix asked for last that was bound: mostly that of the next name too.
  private var last: Substring = "xml"

  /// Opens an element; false where a name's prefix is not bound.
  mutating func open(_ name: String, _ attributes: [XMLScanner.Attribute]) -> Bool {
    depth += 1
    for attribute in attributes where attribute.name.hasPrefix("xmlns:") {
      // A prefix cannot be unbound (§2.2).
      guard !attribute.value.isEmpty else { return false }
      bound.append((attribute.name.dropFirst(6), depth))
    }
    guard isBound(name) else { return false }
    for attribute in attributes where !isBound(attribute.name) { return false }
    return true
  }

  /// Closes the innermost element.
  mutating func close() {
    while let innermost = bound.last, innermost.depth == depth, depth > 0 {
      bound.removeLast()
      last = "xml"
    }
    depth -= 1
  }

  private mutating func isBound(_ name: String) -> Bool {
    guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let prefix = name[..<colon]
    let local = name[name.utf8.index(after: colon)...]
    guard !local.isEmpty, !local.utf8.contains(UInt8(ascii: ":")) else { return false }
    if prefix == last { return true }
    guard bound.contains(where: { $0.prefix == prefix }) else { return false }
    last = prefix
    return true
  }
}
