/// What roles look like in a template that says nothing of them: plain, on the grid, readable.
enum RoleLooks {
  typealias Look = (base: StyleRole?, declarations: [RoleDefinition.Declaration])
  private typealias Key = StyleKeys

  /// Headings of divisions and sections.
  static func headings(_ role: StyleRole) -> Look? {
    let display = [
      Key.align(.center), Key.indent(0, .point), Key.keepWithNext(true), Key.keepTogether(true),
      Key.hyphenate(false), Key.font("heading"),
    ]
    switch role {
    case .chapterTitle, .partTitle:
      return (
        .body,
        display + [Key.size(1.5, .em), Key.leading(2, .gridLine), Key.spaceAfter(2, .gridLine)]
      )
    case .chapterNumber, .partNumber:
      return (.body, display + [Key.spaceAfter(1, .gridLine)])
    case .chapterSubtitle:
      return (.body, display + [Key.italic(true), Key.spaceAfter(2, .gridLine)])
    case .section1: return (.body, section(size: 1.2) + [Key.weight(700)])
    case .section2: return (.body, section(size: 1) + [Key.weight(700)])
    case .section3, .section4, .section5: return (.body, section(size: 1) + [Key.italic(true)])
    default: return nil
    }
  }

  private static func section(size: Double) -> [RoleDefinition.Declaration] {
    [
      Key.font("heading"), Key.size(size, .em), Key.align(.left), Key.indent(0, .point),
      Key.spaceBefore(1, .gridLine), Key.spaceAfter(1, .gridLine), Key.spaceStretch(1),
      Key.keepWithNext(true), Key.keepTogether(true), Key.hyphenate(false),
    ]
  }

  /// Blocks that stand out from the running text.
  static func displays(_ role: StyleRole) -> Look? {
    let inset = [
      Key.indent(0, .point), Key.insetLeft(1.5, .em), Key.insetRight(1.5, .em),
      Key.spaceBefore(0.5, .gridLine), Key.spaceAfter(0.5, .gridLine), Key.spaceStretch(1),
    ]
    switch role {
    case .bodyFirst: return (.body, [Key.indent(0, .point)])
    case .quote, .letter, .callout: return (.body, inset)
    case .verse:
      return (
        .body,
        inset + [Key.align(.left), Key.hyphenate(false)]
      )
    case .epigraph: return (.body, inset + [Key.italic(true)])
    case .attribution:
      return (
        .body,
        [Key.align(.right), Key.indent(0, .point), Key.hyphenate(false), Key.keepTogether(true)]
      )
    case .dedication, .center:
      return (.body, [Key.align(.center), Key.indent(0, .point), Key.hyphenate(false)])
    case .calloutTitle:
      return (.callout, [Key.weight(700), Key.spaceAfter(0, .point), Key.keepWithNext(true)])
    case .code:
      return (
        .body,
        [
          Key.font("code"), Key.size(0.8, .em), Key.align(.left), Key.indent(0, .point),
          Key.insetLeft(1, .em), Key.spaceBefore(0.5, .gridLine), Key.spaceAfter(0.5, .gridLine),
          Key.spaceStretch(1), Key.hyphenate(false), Key.features(.features([])),
        ]
      )
    case .list: return (.body, [Key.indent(0, .point), Key.insetLeft(1.5, .em)])
    case .term:
      return (
        .body,
        [
          Key.weight(700), Key.indent(0, .point), Key.align(.left), Key.keepWithNext(true),
        ]
      )
    case .sceneBreak:
      return (
        .body,
        [
          Key.align(.center), Key.indent(0, .point), Key.spaceBefore(1, .gridLine),
          Key.spaceAfter(1, .gridLine), Key.spaceStretch(1), Key.hyphenate(false),
        ]
      )
    default: return nil
    }
  }

  /// Tables, notes, and what is made from the metadata.
  static func pages(_ role: StyleRole) -> Look? {
    let centered = [
      Key.align(.center), Key.indent(0, .point), Key.hyphenate(false), Key.keepTogether(true),
    ]
    let entry = [Key.align(.left), Key.indent(0, .point), Key.hyphenate(false)]
    switch role {
    case .tableBody:
      return (.body, [Key.size(0.9, .em), Key.align(.left), Key.indent(0, .point)])
    case .tableHead: return (.tableBody, [Key.weight(700), Key.keepWithNext(true)])
    case .caption:
      return (
        .body,
        [
          Key.size(0.9, .em), Key.align(.center), Key.indent(0, .point),
          Key.spaceBefore(0.5, .gridLine), Key.spaceAfter(0.5, .gridLine), Key.keepTogether(true),
        ]
      )
    case .note:
      return (.body, [Key.size(0.82, .em), Key.leading(1.05, .em), Key.indent(0, .point)])
    case .runningHeadRecto, .runningHeadVerso, .folio:
      return (.body, [Key.size(0.85, .em), Key.indent(0, .point), Key.hyphenate(false)])
    case .bookTitle:
      return (
        .body, centered + [Key.font("heading"), Key.size(2.2, .em), Key.leading(3, .gridLine)]
      )
    case .halfTitle:
      return (
        .body, centered + [Key.font("heading"), Key.size(1.3, .em), Key.leading(2, .gridLine)]
      )
    case .bookSubtitle:
      return (
        .body, centered + [Key.italic(true), Key.size(1.2, .em), Key.spaceBefore(1, .gridLine)]
      )
    case .bookAuthor: return (.body, centered + [Key.size(1.2, .em)])
    case .bookPublisher: return (.body, centered)
    case .copyright: return (.body, entry + [Key.size(0.82, .em)])
    case .contentsHeading: return (.chapterTitle, [])
    case .contentsPart:
      return (.body, entry + [Key.spaceBefore(1, .gridLine), Key.keepWithNext(true)])
    case .contentsChapter, .contentsFront: return (.body, entry)
    case .contentsSection: return (.contentsChapter, [Key.insetLeft(2.5, .em)])
    default: return nil
    }
  }

  /// Roles within a paragraph: only what is stated changes the surrounding text.
  static func inline(_ role: StyleRole) -> [RoleDefinition.Declaration] {
    switch role {
    case .emphasis: [Key.italic(true)]
    case .strong: [Key.weight(700)]
    case .smallCaps: [Key.letterCase(.smallCaps), Key.tracking(40)]
    case .leadIn: [Key.letterCase(.smallCaps), Key.tracking(40)]
    case .codeInline: [Key.font("code"), Key.size(0.85, .em), Key.features(.features([]))]
    case .noteCall: [Key.size(0.65, .em), Key.rise(0.35, .em)]
    case .math: [Key.italic(true)]
    default: []
    }
  }
}
