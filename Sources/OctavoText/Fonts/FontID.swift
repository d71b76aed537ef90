/// Identifies one face of a `FontLibrary`: an index into its faces.
public struct FontID: Hashable, Sendable, Comparable {
  public let index: UInt16

  public init(index: UInt16) { self.index = index }

  public static func < (a: FontID, b: FontID) -> Bool { a.index < b.index }
}
