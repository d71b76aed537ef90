/// Identifies one face of a `FontLibrary`: an index into its faces.
public struct FontID: Hashable, Sendable, Comparable {
  /// Index in `FontLibrary.faces`.
  public let index: UInt16

  /// The face at an index.
  public init(index: UInt16) { self.index = index }

  /// By order in the library.
  public static func < (a: FontID, b: FontID) -> Bool { a.index < b.index }
}
