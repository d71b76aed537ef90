import OctavoBase
import OctavoBook
import OctavoStyle

/// Prints a style sheet as the CSS of an e-book: the template's character, with size, face, colour
/// and justification of the text left to the reader.
struct StylePrinter {
  let sheet: StyleSheet
  let roles: RoleStyle
  private let fonts: EPUBFontFiles

  init(_ sheet: StyleSheet, fonts: EPUBFontFiles) {
    self.sheet = sheet
    self.fonts = fonts
    roles = RoleStyle(sheet: sheet, families: fonts.families.families)
  }

  /// The whole style sheet.
  func text() -> String {
    let rules =
      [Self.base]
      + [faces, paragraphs, headings, displays, lists, tables, inlines, notes, pages, directions]
      .map {
        $0.map(\.text).joined()
      }
    return rules.joined(separator: "\n")
  }

  /// What holds whatever the template. Naming `monospace` twice keeps browsers from shrinking it.
  private static let base = """
    @charset "UTF-8";
    figure { margin: 1em 0; text-align: center; break-inside: avoid; }
    img { max-width: 100%; max-height: 95vh; background-color: white; }
    img.inline { max-height: 1.2em; vertical-align: middle; }
    pre { white-space: pre-wrap; overflow-wrap: break-word; }
    pre, code { font-family: monospace, monospace; -webkit-hyphens: none; hyphens: none; }
    blockquote { margin: 0; }
    section.cover { margin: 0; text-align: center; }
    section.cover img { max-height: 98vh; }
    a { overflow-wrap: break-word; }
    del { text-decoration: line-through; }
    h1, h2, h3, h4, h5, h6 { font-size: 1em; font-weight: inherit; margin: 0; break-after: avoid; }
    h1 > span { display: block; }
    ol, ul, dl, dd { margin: 0; padding: 0; }
    th { font-weight: inherit; }
    table { border-collapse: collapse; margin-left: auto; margin-right: auto; }
    nav ol { list-style: none; margin-left: 1em; }
    sup, sub { line-height: 0; }

    """

  /// The fonts embedded, and the text's where the template has it embedded too.
  private var faces: [StyleRule] {
    let faces = fonts.files.map { file in
      StyleRule(
        "@font-face",
        [
          ("font-family", "\"\(CSSText.escaped(file.font.family))\""),
          ("font-weight", "\(file.font.weight)"),
          ("font-style", file.font.isItalic ? "italic" : "normal"), ("src", "url(\(file.path))"),
        ])
    }
    let text = fonts.families.text.map { family in
      StyleRule("body", [("font-family", EmbeddedFamilies.css(family))])
    }
    return faces + [text].compactMap(\.self)
  }

  // MARK: Text

  private var paragraphs: [StyleRule] {
    let body = sheet[.body]
    var paragraph = StyleRule("p")
    paragraph.set("margin", margin(body))
    paragraph.set("text-indent", RoleStyle.em(body.indent, body.text.size))
    paragraph.set("orphans", "2")
    paragraph.set("widows", "2")
    // On the section, so that displays within it take it back.
    var section = StyleRule("section")
    if body.hyphenate {
      section.set("-webkit-hyphens", "auto")
      section.set("hyphens", "auto")
    }
    let first = roles.rule("p.first", .bodyFirst, [.indent])
    var initial = StyleRule("p.drop-cap::first-letter")
    let lines = max(sheet[.dropCap].dropLines, 2)
    initial.set("float", "left")
    initial.set("font-size", Decimals.format(Double(lines) * 1.18) + "em")
    initial.set("line-height", "0.8")
    initial.set("padding", "0.06em 0.08em 0 0")
    initial.set("font-variant", "normal")
    let condition = "(initial-letter: 2) or (-webkit-initial-letter: 2)"
    var exact = StyleRule("p.drop-cap::first-letter", ifSupported: condition)
    exact.set("float", "none")
    exact.set("font-size", "inherit")
    exact.set("line-height", "inherit")
    exact.set("padding", "0")
    exact.set("margin-right", "0.12em")
    exact.set("-webkit-initial-letter", "\(lines)")
    exact.set("initial-letter", "\(lines)")
    return [section, paragraph, first, initial, exact, roles.inlineRule(".lead-in", .leadIn)]
  }

  private func margin(_ style: ParagraphStyle) -> String {
    let top = RoleStyle.em(style.spaceBefore, style.text.size)
    let bottom = RoleStyle.em(style.spaceAfter, style.text.size)
    return top == bottom && top == "0" ? "0" : "\(top) 0 \(bottom)"
  }

  // MARK: Heads

  private var headings: [StyleRule] {
    var rules = [
      sunk(
        ".chapter, .section, .notes, .index, .contents, .bibliography-page, .figures, .tables",
        sheet.openings.chapter.sink),
      sunk(".part", sheet.openings.part.sink),
      sunk(".half-title-page", sheet.frontMatter.halfTitleSink),
      sunk(".title-page", sheet.frontMatter.titleSink),
      sunk(".dedication-page", sheet.frontMatter.dedicationSink),
      sunk(".epigraph-page", sheet.frontMatter.epigraphSink),
      roles.rule(".chapter-number", .chapterNumber, .heading),
      roles.rule(".chapter-title", .chapterTitle, .heading),
      roles.rule(".chapter-subtitle", .chapterSubtitle, .heading),
      roles.rule(".part-number", .partNumber, .heading),
      roles.rule(".part-title", .partTitle, .heading),
      roles.rule(".toc-heading", .contentsHeading, .heading),
      roles.rule(".index-heading", .indexHeading, .heading),
      roles.rule(".bibliography-heading", .bibliographyHeading, .heading),
      roles.rule(".ornament", .sceneBreak, .heading),
    ]
    for level in 1...5 {
      let role = StyleRole.section(level)
      rules.append(roles.rule("." + DivisionClass.name(role), role, .heading))
    }
    for role in Self.italicHeads where sheet[role].text.isItalic {
      rules.append(StyleRule(".\(DivisionClass.name(role)) em", [("font-style", "normal")]))
    }
    return rules
  }

  /// Heads in which emphasis turns upright where they are italic.
  private static let italicHeads: [StyleRole] = [
    .chapterTitle, .chapterSubtitle, .partTitle, .section1, .section2, .section3, .section4,
    .section5,
  ]

  /// The white space above an opening, less than in print: a screen is short.
  private func sunk(_ selector: String, _ lines: Int) -> StyleRule {
    var rule = StyleRule(selector)
    if lines > 0 { rule.set("padding-top", Decimals.format(Double(min(lines, 10)) * 0.6) + "em") }
    return rule
  }

  // MARK: Displays

  private var displays: [StyleRule] {
    var rules: [StyleRule] = []
    let groups: [StyleRole] =
      [
        .quote, .epigraph, .dedication, .letter, .center, .callout, .theorem, .theoremDefinition,
        .theoremRemark, .theoremProof,
      ]
      + Callout.allCases.map(StyleRole.callout).filter { sheet[$0] != sheet[.callout] }
    for role in groups {
      let selector = Self.selector(role)
      rules.append(roles.rule(selector, role, .group))
      rules.append(inner(selector + " p", role))
      if sheet[role].text.isItalic {
        rules.append(StyleRule(selector + " em", [("font-style", "normal")]))
      }
    }
    let indent = RoleStyle.em(sheet[.body].indent, sheet[.body].text.size)
    rules.append(StyleRule(".quote p.next, .callout p.next", [("text-indent", indent)]))
    rules += [
      roles.rule(".callout-title", .calloutTitle, [.alignment], within: .callout),
      StyleRule(".callout p.callout-title", [("break-after", "avoid")]),
      attribution, roles.rule(".verse", .verse, .group),
      inner(".verse p", .verse), StyleRule(".stanza", [("margin-bottom", "1em")]),
      StyleRule(".stanza:last-child", [("margin-bottom", "0")]),
      roles.rule("pre", .code, .group),
      StyleRule("pre code", [("font-size", "1em")]),
      roles.inlineRule(".verse-number", .verseNumber),
      roles.rule("figcaption", .caption, [.alignment]),
      roles.rule("caption", .caption, [.alignment], within: .tableBody),
      StyleRule("figcaption", [("margin-top", "0.5em")]),
      StyleRule("caption", [("caption-side", "top"), ("padding-bottom", "0.5em")]),
    ]
    return rules + theorems + codeClasses + sceneBreak
  }

  /// A call-out has the class `callout` and that of its kind.
  private static func selector(_ role: StyleRole) -> String {
    guard role.isCallout, role != .callout else { return "." + DivisionClass.name(role) }
    return "." + role.rawValue.split(separator: ".").joined(separator: ".")
  }

  /// What code within blocks of it looks like by its class.
  private var codeClasses: [StyleRule] {
    CodeClass.allCases.map { kind in
      roles.inlineRule("." + DivisionClass.name(.code(kind)), .code(kind))
    }
  }

  private func inner(_ selector: String, _ role: StyleRole) -> StyleRule {
    var rule = StyleRule(selector)
    let style = sheet[role]
    if style.indent < .zero {
      let hang = RoleStyle.ratio(.zero - style.indent, style.text.size) + "em"
      rule.set("padding-left", hang)
      rule.set("text-indent", "-" + hang)
    } else {
      rule.set("text-indent", RoleStyle.em(style.indent, style.text.size))
    }
    return rule
  }

  private var attribution: StyleRule {
    roles.rule(
      "p.attribution, .quote p.attribution, .epigraph p.attribution", .attribution,
      [.alignment, .indent], within: .quote)
  }

  /// Where the reading system knows rules for what it supports, a rule without a line and with the
  /// ornament before it, which reading aloud passes over; elsewhere a short line, or mere space where
  /// the template prints no ornament.
  private var sceneBreak: [StyleRule] {
    let style = sheet[.sceneBreak]
    let size = style.text.size
    let above = RoleStyle.ratio(max(style.spaceBefore, size), size)
    let below = RoleStyle.ratio(max(style.spaceAfter, size), size)
    let ornament = sheet.ornaments.sceneBreak
    let line = ornament.isEmpty ? "none" : "0.06em solid"
    let plain = StyleRule(
      "hr.scene-break",
      [
        ("border", "none"), ("border-top", line), ("width", "20%"),
        ("margin", "\(above)em auto \(below)em"),
      ])
    let condition = "(display: block)"
    var rule = roles.rule("hr.scene-break", .sceneBreak, [.alignment], ifSupported: condition)
    rule.set("border", "none")
    rule.set("width", "auto")
    rule.set("height", "auto")
    rule.set("overflow", "visible")
    rule.set("color", "inherit")
    rule.set("margin", "\(above)em 0 \(below)em")
    var before = StyleRule("hr.scene-break::before", ifSupported: condition)
    before.set("content", "\"" + CSSText.escaped(ornament.isEmpty ? "\u{A0}" : ornament) + "\"")
    return [plain, rule, before]
  }

  // MARK: Lists and tables

  private var lists: [StyleRule] {
    let style = sheet[.list]
    let size = style.text.size
    let inset = RoleStyle.ratio(style.insetLeft, size)
    let before = RoleStyle.ratio(style.spaceBefore, size)
    let after = RoleStyle.ratio(style.spaceAfter, size)
    return [
      StyleRule(
        "ul, ol", [("margin", "\(before)em 0 \(after)em"), ("padding-left", "\(inset)em")]),
      StyleRule("li ul, li ol", [("margin-top", "0"), ("margin-bottom", "0")]),
      StyleRule("li p, dd p", [("text-indent", "0")]),
      StyleRule(".loose > li", [("margin-bottom", "0.5em")]),
      StyleRule("li p + p", [("margin-top", "0.5em")]),
      StyleRule("ul ul", [("list-style-type", "\"– \"")]),
      StyleRule("ol.parenthesis > li::marker", [("content", "counter(list-item) \") \"")]),
    ] + parentheses + [
      StyleRule("ul.tasks", [("list-style", "none"), ("padding-left", "0.5em")]),
      StyleRule("dl", [("margin", "\(before)em 0 \(after)em")]),
      roles.rule("dt", .term, []), StyleRule("dd", [("margin-left", "\(inset)em")]),
    ]
  }

  private var parentheses: [StyleRule] {
    let styles: [(List.Numerals, String)] = [
      (.lowerLetters, "lower-alpha"), (.upperLetters, "upper-alpha"),
      (.lowerRoman, "lower-roman"), (.upperRoman, "upper-roman"),
    ]
    return styles.map { numerals, name in
      StyleRule(
        "ol.\(numerals.rawValue) > li::marker",
        [("content", "counter(list-item, \(name)) \") \"")])
    }
  }

  private var tables: [StyleRule] {
    let body = sheet[.tableBody]
    let size = body.text.size
    var table = roles.rule("table", .tableBody, [.alignment])
    let above = RoleStyle.ratio(max(body.spaceBefore, size), size)
    let below = RoleStyle.ratio(max(body.spaceAfter, size), size)
    table.set("margin-top", "\(above)em")
    table.set("margin-bottom", "\(below)em")
    return [
      table, roles.rule("th", .tableHead, [], within: .tableBody),
      StyleRule(
        "th, td",
        [("padding", "0.2em 0.6em"), ("vertical-align", "top"), ("text-align", "left")]),
      StyleRule("th.breaks, td.breaks", [("overflow-wrap", "anywhere")]),
      StyleRule("td:first-child, th:first-child", [("padding-left", "0")]),
      StyleRule("td:last-child, th:last-child", [("padding-right", "0")]),
      StyleRule("th.right, td.right", [("text-align", "right")]),
      StyleRule("th.middle, td.middle", [("text-align", "center")]),
      StyleRule(
        "table", [("border-top", "0.1em solid"), ("border-bottom", "0.1em solid")]),
      StyleRule("thead th, thead td", [("border-bottom", "0.05em solid")]),
    ]
  }

  // MARK: Within lines, notes

  private var inlines: [StyleRule] {
    [
      roles.inlineRule("em", .emphasis), StyleRule("em em", [("font-style", "normal")]),
      roles.inlineRule("strong", .strong), roles.inlineRule("code", .codeInline),
      roles.inlineRule(".math", .math), roles.inlineRule(".smallcaps", .smallCaps),
      roles.inlineRule("a", .link),
    ]
  }

  private var notes: [StyleRule] {
    let style = sheet[.note]
    var footnotes = StyleRule(".footnotes")
    footnotes.set("margin-top", "2em")
    footnotes.set("padding-top", "0.5em")
    footnotes.set("border-top", "0.05em solid")
    let size = RoleStyle.ratio(style.text.size, sheet[.body].text.size, least: 800)
    footnotes.set("font-size", size + "em")
    return [
      roles.rule(".note-heading", .noteHeading, .heading),
      StyleRule(".note-call", [("font-size", "0.75em"), ("vertical-align", "super")]),
      StyleRule("sup", [("font-size", "0.75em"), ("vertical-align", "super")]),
      StyleRule("sub", [("font-size", "0.75em"), ("vertical-align", "sub")]),
      footnotes, StyleRule(".footnote", [("margin", "0 0 0.5em")]),
      StyleRule(".footnote p", [("text-indent", "0")]),
      StyleRule(".footnote p + p", [("text-indent", "1.2em")]),
      StyleRule(".note-number", [("margin-right", "0.3em")]),
    ]
  }

  // MARK: Pages made from the metadata

  private var pages: [StyleRule] {
    let title = StyleRole.bookTitle
    return [
      roles.rule(".half-title", .halfTitle, .heading),
      roles.rule("h1.title", title, .heading),
      roles.rule(".subtitle", .bookSubtitle, .heading),
      roles.rule(".author", .bookAuthor, .heading),
      StyleRule(".author", [("margin-top", "2em")]),
      StyleRule(
        ".contributor",
        [
          ("font-style", "italic"), ("margin-top", "0.5em"), ("font-variant", "normal"),
          ("text-transform", "none"), ("letter-spacing", "normal"),
        ]),
      roles.rule(".publisher", .bookPublisher, .heading),
      StyleRule(".publisher", [("margin-top", "4em")]),
      roles.rule(".copyright", .copyright, .heading),
      StyleRule(
        ".note-call a, .note-number", [("color", "inherit"), ("text-decoration", "none")]),
      StyleRule(".copyright-page", [("padding-top", "3em")]),
    ] + ContentsStyle(roles: roles).rules + index + bibliography
  }

  // MARK: Directions

  /// Text that turns from the book's direction: joined letters are not spaced, and what is set to one
  /// side keeps to where its lines begin.
  private var directions: [StyleRule] {
    let turned = "[dir=\"rtl\"]"
    return [
      StyleRule("\(turned), \(turned) *", [("letter-spacing", "normal")]),
      StyleRule("th\(turned), td\(turned)", [("text-align", "right")]),
      StyleRule("th.middle\(turned), td.middle\(turned)", [("text-align", "center")]),
    ]
  }
}
