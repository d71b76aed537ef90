/// What the pages say of a figure for those who do not see it.
enum PrintedDescription {
  /// With the picture.
  case ofPicture(String)
  /// In brackets in the picture's place, as compared characters; a note's number may stand before.
  case inPlace(ContiguousArray<UInt32>)

  /// Whether it is the book's description.
  func says(_ wanted: String) -> Bool {
    switch self {
    case .ofPicture(let text): return text == wanted
    case .inPlace(let characters):
      var compared: ContiguousArray<UInt32> = []
      ComparedScalar.forEach(in: "[\(wanted)]".utf8) { ComparedScalar.append($0, to: &compared) }
      return characters.suffix(compared.count).elementsEqual(compared)
    }
  }
}
