package import OctavoBook

extension NoteDesign {
  /// Where a book's notes stand: a book with a place for them at its end has them there.
  package func place(in book: Book) -> Place {
    if book.divisions.contains(where: { $0.kind == .notes }) { return .book }
    return place == .book ? .chapter : place
  }

  /// What calls the division's note with an index.
  package func mark(_ index: Int) -> String {
    guard marks == .symbols, !place.isGathered else { return "\(index + 1)" }
    let symbols = ["*", "†", "‡", "§", "‖", "¶"]
    return String(repeating: symbols[index % 6], count: index / 6 + 1)
  }
}
