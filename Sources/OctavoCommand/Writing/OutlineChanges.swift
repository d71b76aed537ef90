import ArgumentParser
import OctavoGeneration
import OctavoService

/// Changes of an outline, as options name them.
struct OutlineChanges: ParsableArguments {
  @Option(
    help: ArgumentHelp("Give a part, chapter or section another title.", valueName: "id=title"))
  var rename: [String] = []
  @Option(help: ArgumentHelp("Say what a chapter is for.", valueName: "id=text"))
  var purpose: [String] = []
  @Option(
    help: ArgumentHelp(
      "Say what a chapter or section tells, parted by semicolons.", valueName: "id=points"))
  var points: [String] = []
  @Option(help: ArgumentHelp("Say how many words it is to have.", valueName: "id=words"))
  var target: [String] = []
  @Option(
    help: ArgumentHelp(
      "Move a node to a place among its siblings, or in another part or chapter.",
      valueName: "id=[owner/]place"))
  var move: [String] = []
  @Option(
    help: ArgumentHelp(
      "Add a chapter to a part, a section to a chapter, or a part to the “book”, at the end.",
      valueName: "owner=title"))
  var add: [String] = []
  @Option(help: ArgumentHelp("Take a node out; its text stays stored.", valueName: "id"))
  var drop: [String] = []
  @Option(
    help: ArgumentHelp(
      "Put a second chapter or section at the end of a first.", valueName: "id=second")
  )
  var merge: [String] = []

  /// One option's value, understood as far as it can be without the outline.
  enum Change {
    case edit(OutlineEdit)
    case add(owner: String, title: String)
  }

  /// All of them; none before `validate`, which says what is wrong with one.
  var all: [Change] { (try? parsed()) ?? [] }

  func validate() throws { _ = try parsed() }

  /// In the order in which they are made: places are counted last.
  private func parsed() throws -> [Change] {
    var changes: [Change] = []
    for text in rename {
      let (id, title) = try Self.pair(text, "--rename takes ID=TITLE")
      changes.append(.edit(.rename(id, title: title)))
    }
    for text in purpose {
      let (id, words) = try Self.pair(text, "--purpose takes ID=TEXT")
      changes.append(.edit(.purpose(id, words)))
    }
    for text in points {
      let (id, words) = try Self.pair(text, "--points takes ID=POINT; POINT")
      changes.append(.edit(.points(id, Self.list(words))))
    }
    for text in target { changes.append(.edit(try Self.target(text))) }
    for text in merge {
      let (first, second) = try Self.pair(text, "--merge takes ID=SECOND")
      changes.append(.edit(.merge(first, with: NodeID(second))))
    }
    for text in drop { changes.append(.edit(.drop(NodeID(text)))) }
    for text in add {
      let (owner, title) = try Self.pair(text, "--add takes OWNER=TITLE")
      changes.append(.add(owner: owner.text, title: title))
    }
    for text in move { changes.append(.edit(try Self.move(text))) }
    return changes
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ";").map { point in
      var point = point.drop(while: \.isWhitespace)
      while point.last?.isWhitespace == true { point = point.dropLast() }
      return String(point)
    }.filter { !$0.isEmpty }
  }

  private static func target(_ text: String) throws -> OutlineEdit {
    let (id, words) = try pair(text, "--target takes ID=WORDS")
    guard let number = Int(words) else {
      throw ValidationError("--target takes a number of words, not “\(words)”")
    }
    return .target(id, words: number)
  }

  private static func move(_ text: String) throws -> OutlineEdit {
    let (id, target) = try pair(text, "--move takes ID=PLACE or ID=OWNER/PLACE")
    let parts = target.split(separator: "/", maxSplits: 1).map(String.init)
    guard let number = parts.last.flatMap({ Int($0) }), number >= 1 else {
      throw ValidationError("--move takes a place from 1, not “\(target)”")
    }
    return .move(id, to: parts.count == 2 ? NodeID(parts[0]) : nil, at: number - 1)
  }

  private static func pair(_ text: String, _ rule: String) throws -> (NodeID, String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw ValidationError("\(rule), not “\(text)”")
    }
    return (NodeID(parts[0]), parts[1])
  }
}

// MARK: - Additions

extension OutlineChanges {
  /// The changes as edits of an outline; what is added gets names from `names`.
  func edits(of outline: Outline, names: inout NewNames) -> [OutlineEdit] {
    var edits: [OutlineEdit] = []
    for change in all {
      switch change {
      case .edit(let edit): edits.append(edit)
      case .add(let owner, let title):
        edits.append(Self.addition(of: title, to: owner, outline, &names))
      }
    }
    return edits
  }

  /// What can be added to a thing is what stands in it. Of an unknown one the edit will tell.
  private static func addition(
    of title: String, to owner: String, _ outline: Outline, _ names: inout NewNames
  ) -> OutlineEdit {
    if owner == "book" {
      return .addPart(id: names.make("p-", [owner, title]), title: title, at: .max)
    }
    if outline.chapter(NodeID(owner)) != nil {
      let section = Outline.Section(
        id: names.make("s-", [owner, title]), title: title, targetWords: OutlineLimits.usual / 3)
      return .addSection(section, to: NodeID(owner), at: .max)
    }
    let chapter = Outline.Chapter(
      id: names.make("c-", [owner, title]), title: title, targetWords: OutlineLimits.usual)
    return .addChapter(chapter, to: NodeID(owner), at: .max)
  }
}
