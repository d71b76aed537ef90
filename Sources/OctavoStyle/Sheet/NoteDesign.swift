public import OctavoBase

/// Notes: where they stand and what calls them.
public struct NoteDesign: Sendable, Hashable {
  /// Where notes stand.
  public enum Place: String, Sendable, Hashable, CaseIterable {
    /// At the foot of their call's page, or beside it in the outer margin.
    case foot, side
    /// At the end of the chapter, or of the book.
    case chapter, book

    /// Whether they stand away from their calls' pages.
    public var isGathered: Bool { self == .chapter || self == .book }
  }

  /// What calls a note.
  public enum Marks: String, Sendable, Hashable, CaseIterable {
    case arabic
    /// `* † ‡ § ‖ ¶`, then doubled, anew on each page.
    case symbols
  }

  /// Where notes stand.
  public var place: Place
  /// What calls a note.
  public var marks: Marks
  /// Least space between text and rule.
  public var separation: Length
  /// The rule above the notes.
  public var rule: Rule
  /// Notes in the margin: how wide they are, and how far from the text.
  public var side: Side

  /// The rule above footnotes.
  public struct Rule: Sendable, Hashable {
    /// Zero for none.
    public var length: Length
    /// How thick it is.
    public var thickness: Length
    /// From the rule to the first note line's top.
    public var distance: Length

    /// Makes a rule from its resolved values.
    public init(length: Length, thickness: Length, distance: Length) {
      self.length = length
      self.thickness = thickness
      self.distance = distance
    }
  }

  /// The column of notes in the outer margin.
  public struct Side: Sendable, Hashable {
    /// How wide its lines are.
    public var width: Length
    /// From the text to the column.
    public var gap: Length

    /// Makes a column from its resolved values.
    public init(width: Length, gap: Length) {
      self.width = width
      self.gap = gap
    }
  }

  /// Length of the rule above the notes; zero for none.
  public var ruleLength: Length { rule.length }
  /// Thickness of the rule above the notes.
  public var ruleThickness: Length { rule.thickness }
  /// From the rule to the first note line's top.
  public var ruleDistance: Length { rule.distance }

  /// Makes a design from its resolved values.
  public init(place: Place = .foot, marks: Marks, separation: Length, rule: Rule, side: Side) {
    self.place = place
    self.marks = marks
    self.separation = separation
    self.rule = rule
    self.side = side
  }
}
