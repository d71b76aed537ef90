/// What roles look like in a template that says nothing of them: plain, on the grid, readable.
enum RoleLooks {
  typealias Look = (base: StyleRole?, declarations: [RoleDefinition.Declaration])
  private typealias Key = StyleKeys
  private typealias Declarations = [RoleDefinition.Declaration]

  private static let still: Declarations = [Key.indent(0, .point), Key.hyphenate(false)]
  /// Code shows the characters one types, not what a face draws for pairs of them.
  private static let asTyped = Key.features(
    .features([FontFeature(tag: "calt", value: 0), FontFeature(tag: "liga", value: 0)]))
  private static let flushLeft: Declarations = still + [Key.align(.left)]
  private static let centered: Declarations =
    still + [Key.align(.center), Key.keepTogether(true)]
  private static let heading: Declarations = [
    Key.font("heading"), Key.keepWithNext(true), Key.keepTogether(true),
  ]
  /// White space that adds up to a whole grid line.
  private static let apart: Declarations = [
    Key.spaceBefore(0.5, .gridLine), Key.spaceAfter(0.5, .gridLine), Key.spaceStretch(1),
  ]
  private static let inset: Declarations =
    apart + [Key.indent(0, .point), Key.insetLeft(1.5, .em), Key.insetRight(1.5, .em)]

  /// Headings of divisions and sections.
  static func headings(_ role: StyleRole) -> Look? {
    switch role {
    case .chapterTitle, .partTitle:
      (
        .body,
        heading + centered + [
          Key.size(1.5, .em), Key.leading(2, .gridLine), Key.spaceAfter(2, .gridLine),
        ]
      )
    case .chapterNumber, .partNumber:
      (.body, heading + centered + [Key.spaceAfter(1, .gridLine)])
    case .chapterSubtitle:
      (.body, heading + centered + [Key.italic(true), Key.spaceAfter(2, .gridLine)])
    case .section1: (.body, section + [Key.size(1.2, .em), Key.weight(700)])
    case .noteHeading: (.section1, [])
    case .section2: (.body, section + [Key.weight(700)])
    case .section3, .section4, .section5: (.body, section + [Key.italic(true)])
    default: nil
    }
  }

  private static let section: Declarations =
    heading + flushLeft + [
      Key.spaceBefore(1, .gridLine), Key.spaceAfter(1, .gridLine), Key.spaceStretch(1),
    ]

  /// Blocks that stand out from the running text.
  static func displays(_ role: StyleRole) -> Look? {
    switch role {
    case .bodyFirst: (.body, [Key.indent(0, .point)])
    case .quote, .letter, .callout: (.body, inset)
    case .calloutNote, .calloutTip, .calloutImportant, .calloutWarning, .calloutCaution,
      .calloutExample:
      (.callout, [])
    case .verse: (.body, inset + flushLeft)
    case .epigraph: (.body, inset + [Key.italic(true)])
    case .attribution: (.body, still + [Key.align(.right), Key.keepTogether(true)])
    case .dedication, .center: (.body, still + [Key.align(.center)])
    case .calloutTitle:
      (.callout, [Key.weight(700), Key.spaceAfter(0, .point), Key.keepWithNext(true)])
    case .code:
      (
        .body,
        apart + flushLeft + [
          Key.font("code"), Key.size(0.8, .em), Key.insetLeft(1, .em), asTyped,
        ]
      )
    case .theorem: (.body, apart + [Key.indent(0, .point), Key.italic(true)])
    case .theoremDefinition, .theoremRemark, .theoremProof:
      (.body, apart + [Key.indent(0, .point)])
    case .list: (.body, [Key.indent(0, .point), Key.insetLeft(1.5, .em)])
    case .term: (.body, flushLeft + [Key.weight(700), Key.keepWithNext(true)])
    case .sceneBreak:
      (
        .body,
        still + [
          Key.align(.center), Key.spaceBefore(1, .gridLine), Key.spaceAfter(1, .gridLine),
          Key.spaceStretch(1),
        ]
      )
    default: nil
    }
  }

  /// Tables, notes and what stands around the text block.
  static func apparatus(_ role: StyleRole) -> Look? {
    switch role {
    case .tableBody: (.body, [Key.size(0.9, .em), Key.align(.left), Key.indent(0, .point)])
    case .tableHead: (.tableBody, [Key.weight(700), Key.keepWithNext(true)])
    case .caption:
      (
        .body,
        [
          Key.size(0.9, .em), Key.align(.center), Key.indent(0, .point),
          Key.spaceBefore(0.5, .gridLine), Key.spaceAfter(0.5, .gridLine), Key.keepTogether(true),
        ]
      )
    case .note: (.body, [Key.size(0.82, .em), Key.leading(1.25, .em), Key.indent(0, .point)])
    case .runningHeadRecto, .runningHeadVerso, .folio: (.body, still + [Key.size(0.85, .em)])
    default: nil
    }
  }

  /// Title pages and the contents.
  static func frontMatter(_ role: StyleRole) -> Look? {
    switch role {
    case .bookTitle:
      (
        .body, centered + [Key.font("heading"), Key.size(2.2, .em), Key.leading(3, .gridLine)]
      )
    case .halfTitle:
      (
        .body, centered + [Key.font("heading"), Key.size(1.3, .em), Key.leading(2, .gridLine)]
      )
    case .bookSubtitle:
      (.body, centered + [Key.italic(true), Key.size(1.2, .em), Key.spaceBefore(1, .gridLine)])
    case .bookAuthor: (.body, centered + [Key.size(1.2, .em)])
    case .bookPublisher: (.body, centered)
    case .copyright: (.body, flushLeft + [Key.size(0.82, .em)])
    case .contentsHeading: (.chapterTitle, [])
    case .contentsPart:
      (.body, flushLeft + [Key.spaceBefore(1, .gridLine), Key.keepWithNext(true)])
    case .contentsChapter, .contentsFront: (.body, flushLeft)
    case .contentsSection: (.contentsChapter, [Key.insetLeft(2.5, .em)])
    case .contentsCaption: (.contentsChapter, [])
    case .bibliographyHeading: (.contentsHeading, [])
    case .bibliographyEntry:
      (.body, [Key.insetLeft(1.5, .em), Key.indent(-1.5, .em), Key.align(.left)])
    default: index(role)
    }
  }

  /// The index: small type, turned lines set in further than any entry begins.
  private static func index(_ role: StyleRole) -> Look? {
    switch role {
    case .indexHeading: (.contentsHeading, [])
    case .indexLetter:
      (
        .body,
        flushLeft + [
          Key.weight(700), Key.spaceBefore(1, .gridLine), Key.keepWithNext(true),
        ]
      )
    case .indexEntry:
      (
        .body,
        [
          Key.size(0.88, .em), Key.align(.left), Key.hyphenate(false),
          Key.indent(-3, .em),
        ]
      )
    case .indexSubentry: (.indexEntry, [Key.insetLeft(1, .em), Key.indent(-2, .em)])
    default: nil
    }
  }

  /// Roles within a paragraph: only what is stated changes the surrounding text.
  static func inline(_ role: StyleRole) -> [RoleDefinition.Declaration] {
    switch role {
    case .emphasis, .math: [Key.italic(true)]
    case .strong, .captionLabel: [Key.weight(700)]
    case .theoremLabel: [Key.weight(700), Key.italic(false)]
    case .proofLabel: [Key.italic(true)]
    case .smallCaps, .leadIn: [Key.letterCase(.smallCaps), Key.tracking(40)]
    case .codeInline: [Key.font("code"), Key.size(0.85, .em), asTyped]
    case .codeKeyword: [Key.weight(700)]
    case .codeComment: [Key.italic(true)]
    case .verseNumber: [Key.size(0.8, .em), Key.italic(false)]
    case .noteCall: [Key.size(0.65, .em), Key.rise(0.35, .em)]
    default: []
    }
  }
}
