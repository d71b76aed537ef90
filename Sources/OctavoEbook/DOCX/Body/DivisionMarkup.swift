/// A division as it stands in a document, but for what its section looks like.
struct DivisionMarkup: Sendable {
  /// Its index in the book.
  let division: Int
  let bytes: [UInt8]
  /// Where the properties of its last paragraph end: there stands what closes its section.
  let propertiesEnd: Int

  /// A stretch of a division's markup.
  struct Piece: Sendable {
    let division: Int
    /// Which of the division's pieces it is.
    let number: Int
    let bytes: ArraySlice<UInt8>
    /// Where in the division what closes its section stands, if that is in this piece.
    let propertiesEnd: Int?
  }

  /// The markup in pieces of at most so many bytes.
  func pieces(of most: Int) -> [Piece] {
    stride(from: 0, to: max(bytes.count, 1), by: most).enumerated().map { number, start in
      let end = min(start + most, bytes.count)
      let isLast = end == bytes.count
      let holdsEnd = propertiesEnd >= start && (propertiesEnd < end || isLast)
      return Piece(
        division: division, number: number, bytes: bytes[start..<end],
        propertiesEnd: holdsEnd ? propertiesEnd : nil)
    }
  }
}
