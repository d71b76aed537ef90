/// Bounds the aliases (`*name`) of a YAML file, before it is parsed.
package enum YAMLAliases {
  /// Few enough that lists of aliases to lists of aliases, which double at each step, stay below
  /// some millions of nodes.
  package static let limit = 40

  /// Index of the first alias beyond the limit. Counts what looks like one, wherever.
  package static func beyondLimit(_ text: ArraySlice<UInt8>) -> Int? {
    var count = 0
    for place in text.indices.dropLast() where text[place] == UInt8(ascii: "*") {
      let next = Unicode.Scalar(text[place + 1])
      guard
        next.properties.isAlphabetic || next.properties.numericType != nil || next == "_"
          || next == "-"
      else { continue }
      count += 1
      if count > limit { return place }
    }
    return nil
  }
}
