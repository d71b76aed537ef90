/// A key or password: usable, but never printed by accident.
///
/// Descriptions, dumps and interpolations show a fixed mark instead of the value.
package struct Secret: Sendable, Hashable {
  /// The text itself. Goes into a header, never into a message.
  package let value: String

  /// Nil for text that is empty once the white space around it is gone: keys copied from files
  /// often end in a line feed.
  package init?(_ text: String) {
    let trimmed = Self.trimmed(text)
    guard !trimmed.isEmpty else { return nil }
    value = trimmed
  }

  /// What is printed in place of a secret.
  package static let mark = "[hidden]"

  private static func trimmed(_ text: String) -> String {
    let head = text.drop(while: \.isWhitespace)
    return String(head.reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { Self.mark }
  package var debugDescription: String { Self.mark }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
