import OctavoBook
import OctavoStyle

/// How a division's notes are called in its text.
struct NoteCalls {
  /// Where the notes stand.
  let place: NoteDesign.Place
  /// Where the calls of notes gathered elsewhere lead; nil where they stand at the page's foot.
  let links: NoteLinks?
  /// What is printed for each note.
  private let marks: [String]
  /// The anchors of the index marks in each note: they stand where it is called.
  private let anchors: [[String]]

  init(of division: Division, place: NoteDesign.Place, design: NoteDesign) {
    self.place = place
    links = place.isGathered ? NoteLinks(division: division.id) : nil
    marks = division.notes.indices.map { place.isGathered ? "\($0 + 1)" : design.mark($0) }
    // Gathered notes are places themselves.
    anchors = division.notes.map { note in
      var anchors: [String] = []
      if place.isGathered { return anchors }
      note.visitIndexMarks { anchors.append($0.anchor) }
      return anchors
    }
  }

  /// What is printed for the note with an index.
  func mark(_ note: Int) -> String { marks[note] }

  /// The anchors of the index marks in the note with an index.
  func anchors(in note: Int) -> [String] { anchors[note] }
}
