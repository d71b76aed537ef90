import OctavoBase
import OctavoStyle

/// How a paragraph is set, in WordprocessingML's terms: what a `w:pPr` of a style states. Lengths
/// are in twips.
struct ParagraphLook: Equatable {
  /// A stop of the tabulator.
  struct Tab: Equatable {
    let kind: String
    let position: Int
    var leader: String?
  }

  var keepsWithNext: Bool
  var keepsTogether: Bool
  var controlsWidows: Bool
  /// The tint and rules of a display; nil for none.
  var panel: PanelLook?
  var tabs: [Tab] = []
  var suppressesHyphens: Bool
  var before: Int
  var after: Int
  /// Least distance of the baselines; zero for what the font asks for.
  var line: Int
  var left: Int
  var right: Int
  /// Inset of the first line; negative for a hanging one.
  var firstLine: Int
  /// Whether space between paragraphs of the same style is left out.
  var isContextual = false
  var alignment: Alignment

  init(_ style: ParagraphStyle) {
    keepsWithNext = style.keepWithNext
    keepsTogether = style.keepTogether
    controlsWidows = style.orphans > 1 || style.widows > 1
    panel = style.panel.map(PanelLook.init)
    suppressesHyphens = !style.hyphenate
    before = max(style.spaceBefore.twips, 0)
    after = max(style.spaceAfter.twips, 0)
    line = max(style.leading.twips, 0)
    left = style.insetLeft.twips
    right = style.insetRight.twips
    firstLine = style.indent.twips
    alignment = style.alignment
    // A negative indent hangs the first line out of the inset the others keep.
    if firstLine < 0 { left -= min(left + firstLine, 0) }
  }
}

extension ParagraphLook {
  /// Writes the elements of a `w:pPr` in the schema's order (ECMA-376 part 1, §17.3.1.26): all of
  /// them, or those in which the look differs from the one it starts from.
  func write(to xml: inout WordMarkup, against base: ParagraphLook?, numbering: String = "") {
    toggle("keepNext", keepsWithNext, base?.keepsWithNext, to: &xml)
    toggle("keepLines", keepsTogether, base?.keepsTogether, to: &xml)
    if controlsWidows != base?.controlsWidows {
      xml.raw(controlsWidows ? "<w:widowControl/>" : "<w:widowControl w:val=\"0\"/>")
    }
    xml.raw(text: numbering)
    if panel != base?.panel {
      (panel ?? PanelLook.none).write(to: &xml, against: base?.panel)
    }
    writeTabs(to: &xml, base: base?.tabs ?? [])
    toggle("suppressAutoHyphens", suppressesHyphens, base?.suppressesHyphens, to: &xml)
    writeSpacing(to: &xml, base)
    writeIndents(to: &xml, base)
    toggle("contextualSpacing", isContextual, base?.isContextual, to: &xml)
    if alignment != base?.alignment {
      xml.raw("<w:jc")
      xml.attribute("w:val", alignment.justification)
      xml.raw("/>")
    }
  }

  private func toggle(
    _ name: StaticString, _ isOn: Bool, _ base: Bool?, to xml: inout WordMarkup
  ) {
    guard isOn != (base ?? false) else { return }
    xml.raw("<w:")
    xml.raw(name)
    xml.raw(isOn ? "/>" : " w:val=\"0\"/>")
  }

  private func writeTabs(to xml: inout WordMarkup, base: [Tab]) {
    guard tabs != base else { return }
    xml.raw("<w:tabs>")
    // A stop that is not wanted any more is cleared.
    for tab in base where !tabs.contains(where: { $0.position == tab.position }) {
      xml.raw("<w:tab w:val=\"clear\"")
      xml.attribute("w:pos", tab.position)
      xml.raw("/>")
    }
    for tab in tabs {
      xml.raw("<w:tab")
      xml.attribute("w:val", tab.kind)
      if let leader = tab.leader { xml.attribute("w:leader", leader) }
      xml.attribute("w:pos", tab.position)
      xml.raw("/>")
    }
    xml.raw("</w:tabs>")
  }

  private func writeSpacing(to xml: inout WordMarkup, _ base: ParagraphLook?) {
    guard before != base?.before || after != base?.after || line != base?.line else { return }
    xml.raw("<w:spacing")
    if before != base?.before { xml.attribute("w:before", before) }
    if after != base?.after { xml.attribute("w:after", after) }
    if line != base?.line {
      // 240 stands for one line as the font asks for.
      xml.attribute("w:line", line > 0 ? line : 240)
      xml.attribute("w:lineRule", line > 0 ? "atLeast" : "auto")
    }
    xml.raw("/>")
  }

  private func writeIndents(to xml: inout WordMarkup, _ base: ParagraphLook?) {
    let isSame = left == base?.left && right == base?.right && firstLine == base?.firstLine
    let isPlain = base == nil && left == 0 && right == 0 && firstLine == 0
    guard !isSame && !isPlain else { return }
    xml.raw("<w:ind")
    if left != base?.left { xml.attribute("w:left", left) }
    if right != base?.right { xml.attribute("w:right", right) }
    if firstLine != base?.firstLine {
      if firstLine < 0 {
        xml.attribute("w:hanging", -firstLine)
      } else {
        xml.attribute("w:firstLine", firstLine)
      }
    }
    xml.raw("/>")
  }
}

/// A display's tint and rules, in WordprocessingML's terms.
struct PanelLook: Equatable {
  /// Six hexadecimal digits; nil for the bare paper.
  private let tint: String?
  /// In the schema's order.
  private let rules: [Rule]

  private struct Rule: Equatable {
    let side: String
    let color: String
    /// In eighths of a point.
    let thickness: Int
    /// Points to the text.
    let distance: Int
  }

  /// Bare paper without rules.
  static let none = PanelLook(
    PanelStyle(rules: (above: .zero, below: .zero, left: .zero)))

  init(_ panel: PanelStyle) {
    let tint = panel.background.map(RunLook.hexadecimal)
    self.tint = tint
    let color = RunLook.hexadecimal(panel.ruleColor)
    let thickness = [panel.ruleAbove, panel.ruleLeft, panel.ruleBelow, .zero]
    // Distances up to 31 points are all there are.
    let distance = min(Int(panel.padding.points.rounded()), 31)
    rules = zip(Self.sides, thickness).compactMap { side, thickness in
      // A tint reaches to the rules: where there is none, one of its own colour keeps it off the text.
      let isSeen = thickness > .zero
      guard isSeen || tint != nil && distance > 0 else { return nil }
      return Rule(
        side: side, color: isSeen ? color : tint ?? color,
        thickness: isSeen ? Self.eighths(thickness) : 2, distance: distance)
    }
  }

  private static let sides = ["top", "left", "bottom", "right"]

  /// Eighths of a point from 2 to 96 are all there are.
  private static func eighths(_ thickness: Length) -> Int {
    min(max(Int((thickness.points * 8).rounded()), 2), 96)
  }

  /// The borders and the shading of a `w:pPr` (ECMA-376 part 1, §17.3.1.24 and §17.3.1.31).
  ///
  /// - Parameter base: what would be inherited, side by side, if it were not taken back here.
  func write(to xml: inout WordMarkup, against base: PanelLook?) {
    let inherited = Set(base?.rules.map(\.side) ?? [])
    if !rules.isEmpty || !inherited.isEmpty {
      xml.raw("<w:pBdr>")
      for side in Self.sides {
        if let rule = rules.first(where: { $0.side == side }) {
          write(rule, to: &xml)
        } else if inherited.contains(side) {
          xml.raw(text: "<w:\(side) w:val=\"nil\"/>")
        }
      }
      xml.raw("</w:pBdr>")
    }
    if let tint {
      xml.raw(text: "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(tint)\"/>")
    } else if base?.tint != nil {
      xml.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"auto\"/>")
    }
  }

  private func write(_ rule: Rule, to xml: inout WordMarkup) {
    xml.raw(
      text: """
        <w:\(rule.side) w:val="single" w:sz="\(rule.thickness)" w:space="\(rule.distance)" \
        w:color="\(rule.color)"/>
        """)
  }
}

extension Alignment {
  /// The value of `w:jc`.
  var justification: String {
    switch self {
    case .justify: "both"
    case .left: "left"
    case .center: "center"
    case .right: "right"
    }
  }
}
