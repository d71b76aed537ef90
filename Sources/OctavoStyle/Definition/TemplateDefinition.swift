/// A group of keys of the template format.
package struct TemplateSection: Sendable {
  /// A key or a group of its own.
  package indirect enum Member: Sendable {
    case value(KeyDefinition)
    case section(TemplateSection)
  }

  package struct Entry: Sendable {
    package let name: String
    package let member: Member
  }

  /// What a name in this group is called in messages: `key`, `role`.
  package var noun = "key"
  package let documentation: String
  /// The name under which the schema shares a group that stands in several places.
  package var sharedName: String?
  /// In the order of the definition.
  package var entries: [Entry]
  /// What keys not listed hold; nil where only the listed ones are allowed.
  package var others: ValueKind?

  package subscript(name: String) -> Member? { entries.first { $0.name == name }?.member }
}

/// The template format, defined once: from it the reader, the schema and the defaults are made.
package enum TemplateDefinition {
  /// The whole format.
  package static let root: TemplateSection = {
    var root = section(path: [], keys: keys)
    root.entries.insert(contentsOf: head, at: 0)
    let styles = TemplateSection.Entry(name: "styles", member: .section(styleRoles))
    let fonts = root.entries.firstIndex { $0.name == "fonts" } ?? 0
    root.entries.insert(styles, at: fonts + 1)
    return root
  }()

  /// Every key that stands at one place, in the format's order; the styles' keys come by role.
  package static let keys: [KeyDefinition] =
    PageKeys.all + FontKeys.all + OpeningKeys.part.all + OpeningKeys.chapter.all
    + OpeningKeys.section.all + RunningHeadKeys.all + ContentsKeys.all + NoteKeys.all
    + TableKeys.all + NumberingKeys.all + BlockKeys.all + OrnamentKeys.all + FrontMatterKeys.all
    + BreakingKeys.all
    + PaginationKeys.all + EbookKeys.all

  static let extends = KeyDefinition(
    path: TemplatePath(["extends"]), kind: .template, defaultValue: nil,
    documentation: "The template this one starts from; what is stated here comes first.")
  static let description = KeyDefinition(
    path: TemplatePath(["description"]), kind: .text, defaultValue: nil,
    documentation: "What the template is for, in a sentence, for lists.")

  private static let head = [extends, description].map {
    TemplateSection.Entry(name: $0.path.description, member: .value($0))
  }

  private static let styleRoles = TemplateSection(
    noun: "role", documentation: "How text of each role is set.",
    entries: StyleRole.allCases.map { role in
      let keys = StyleKeys.of(role).map {
        TemplateSection.Entry(name: $0.path.description, member: .value($0))
      }
      let section = TemplateSection(
        documentation: RoleDefinition.purpose(of: role),
        sharedName: StyleKeys.sharedName(of: role), entries: keys)
      return TemplateSection.Entry(name: role.rawValue, member: .section(section))
    })

  /// The group at `path`, made of the keys below it.
  private static func section(path: [String], keys: [KeyDefinition]) -> TemplateSection {
    let name = path.joined(separator: ".")
    var section = TemplateSection(documentation: documentation[name] ?? "", entries: [])
    if name == "fonts" {
      section.others = .families
      section.noun = "font role"
    }
    for key in keys {
      let component = key.path.components[path.count]
      if key.path.components.count == path.count + 1 {
        section.entries.append(.init(name: component, member: .value(key)))
      } else if section[component] == nil {
        let inner = keys.filter {
          $0.path.components.count > path.count + 1 && $0.path.components[path.count] == component
        }
        let group = Self.section(path: path + [component], keys: inner)
        section.entries.append(.init(name: component, member: .section(group)))
      }
    }
    return section
  }

  private static let documentation = [
    "": "An Octavo template: how a book looks.",
    "page": "The trimmed page, its margins and its baseline grid.",
    "page.margins": "From the trimmed edges to the text block.",
    "fonts": "The font families of each role; a style names a role, never a family.",
    "openings": "How divisions begin.",
    "openings.part": "The opening of a part.",
    "openings.chapter": "The opening of a chapter.",
    "openings.section": "The opening of a piece of the front or back matter.",
    "running-heads": "What stands above and below the text block.",
    "running-heads.front": "In the front matter; what is not stated is as in the body.",
    "running-heads.body": "In the body.",
    "running-heads.back": "In the back matter; what is not stated is as in the body.",
    "toc": "The table of contents.",
    "notes": "Footnotes and endnotes.",
    "notes.rule": "The rule above the footnotes.",
    "running-heads.rule": "The rule below the running head.",
    "notes.side": "Notes in the outer margin.",
    "numbering": "How chapters, parts and sections are counted.",
    "listings": "Blocks of code.",
    "tables": "Tables.",
    "lists": "Numbered lists.",
    "index": "The index.",
    "theorems": "Theorems, definitions and proofs.",
    "ornaments": "Characters that mark scene breaks and headings.",
    "front-matter": "Where things stand on the pages made from the metadata.",
    "breaking": "How lines are broken.",
    "breaking.word-space": "The word space within justified lines.",
    "breaking.hyphens": "Where words may be hyphenated.",
    "pagination": "What page breaks cost, in demerits.",
    "epub": "What an e-book takes over besides the styles.",
  ]
}
