extension NoteDesign {
  /// What calls the division's note with an index.
  package func mark(_ index: Int) -> String {
    guard marks == .symbols else { return "\(index + 1)" }
    let symbols = ["*", "†", "‡", "§", "‖", "¶"]
    return String(repeating: symbols[index % 6], count: index / 6 + 1)
  }
}
