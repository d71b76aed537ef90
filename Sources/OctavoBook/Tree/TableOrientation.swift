/// Which way a table stands (`orientation=`).
public enum TableOrientation: String, Sendable, Hashable, CaseIterable {
  /// Upright where it fits, else as the template has it.
  case automatic
  /// Upright, however narrow its columns become.
  case portrait
  /// Turned by a quarter to the left, on a page of its own.
  case landscape
}

extension Block {
  /// The way a table asks to stand; `automatic` where it asks for none, or none that there is.
  public var tableOrientation: TableOrientation {
    attributes["orientation"].flatMap(TableOrientation.init) ?? .automatic
  }
}
