package import OctavoBase

/// A piece of a YAML document with the place it was written.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case null
    /// Any scalar as written; numbers and booleans are not told apart from text.
    case scalar(String)
    case list([YAMLNode])
    case map([Pair])
  }

  /// One `key: value` of a map, in the order written.
  package struct Pair: Sendable {
    package let key: String
    package let keySpan: SourceSpan
    package let value: YAMLNode
  }

  package let content: Content
  package let span: SourceSpan

  /// What the node is, in the words of a message.
  package var kindName: String {
    switch content {
    case .null: "nothing"
    case .scalar: "text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}
