/// `numbering`: how chapters, parts and sections are counted.
enum NumberingKeys {
  private static let table = KeyTable("numbering")

  static let chapters = table.choice(
    "chapters", Numbering.Style.arabic, "The chapters' numbers.")
  static let chapterLabel = table.pattern(
    "chapter-label", ["number"], "{number}", "The text around a chapter's number.")
  static let parts = table.choice("parts", Numbering.Style.roman, "The parts' numbers.")
  static let partLabel = table.pattern(
    "part-label", ["number"], "Part {number}", "The text around a part's number.")
  static let sections = table.flag("sections", false, "Whether sections are numbered (1.2).")

  static let sectionDepth = table.integer(
    "section-depth", 1...5, 5, "Levels of sections that are numbered, where they are.")
  static let captionsByChapter = table.flag(
    "captions-by-chapter", false,
    "Whether figures and tables are counted anew in each chapter (Figure 3.1).")

  static let all = [
    chapters.definition, chapterLabel.definition, parts.definition, partLabel.definition,
    sections.definition, sectionDepth.definition, captionsByChapter.definition,
  ]
}

/// `ornaments`: what marks a scene break and ends a chapter's heading.
enum OrnamentKeys {
  private static let table = KeyTable("ornaments")

  static let sceneBreak = table.text(
    "scene-break", "* * *",
    "The characters of a scene break, set in the style scene-break; \"\" for white space alone.")
  static let chapter = table.text(
    "chapter", "", "The characters below a chapter's title; \"\" for none.")

  static let all = [sceneBreak.definition, chapter.definition]
}
