import OctavoBase
import OctavoBook
import OctavoStyle

/// Pictures with their captions as flow blocks.
extension FlowBuilder {
  mutating func addFigure(_ figure: Figure, _ block: Block, _ context: Context) {
    guard let image = images[figure.image.path] else {
      return addMissing(figure, block, context)
    }
    var captions: [FlowParagraph] = []
    if !figure.caption.isEmpty {
      captions = [captionParagraph(figure.caption, block, context)]
    }
    let picture = FlowPicture(
      image: image, alternative: figure.image.alternative, width: figure.image.width,
      caption: captions)
    check(figure.image)
    var style = sheet[.caption]
    style.keepTogether = true
    style.spaceBefore = sheet.page.grid
    style.spaceAfter = sheet.page.grid
    var flow = FlowBlock(.picture(picture), role: .caption, style: style)
    flow.span = block.span
    flow.placement = figure.image.placement
    blocks.append(flow)
    // A figure that floats leaves the paragraphs around it as they are.
    if flow.placement == .here { startAnew() }
  }

  /// A picture that cannot be shown is replaced by its description.
  private mutating func addMissing(_ figure: Figure, _ block: Block, _ context: Context) {
    let style = sheet[.caption]
    var text = ParagraphText()
    text.append("[\(figure.image.alternative)]".utf8, style: style.text)
    var paragraph = FlowParagraph(text: text, style: style, role: .caption)
    paragraph.describesPicture = true
    var flow = FlowBlock(.paragraphs([paragraph]), role: .caption, style: style)
    flow.span = block.span
    blocks.append(flow)
    if !figure.caption.isEmpty { blocks.append(caption(figure.caption, block, context)) }
    startAnew()
  }

  mutating func caption(
    _ inlines: [Inline], _ block: Block, _ context: Context, keepsWithNext: Bool = false
  ) -> FlowBlock {
    let paragraph = captionParagraph(inlines, block, context)
    var flow = FlowBlock(.paragraphs([paragraph]), role: .caption, style: paragraph.style)
    flow.style.keepWithNext = keepsWithNext
    flow.span = block.span
    return flow
  }

  private mutating func captionParagraph(
    _ inlines: [Inline], _ block: Block, _ context: Context
  ) -> FlowParagraph {
    let style = nested(sheet[.caption], context)
    var text = ParagraphText()
    if let id = block.attributes.id, let label = numbers.caption(of: id) {
      let look = sheet[.captionLabel].applied(to: style.text, bodySize: sheet[.body].text.size)
      text.append((label + ".").utf8, style: look)
      text.append(" ".utf8, style: style.text)
    }
    text.append(flatten(inlines, style.text, block.span, context))
    text.source = block.span
    return FlowParagraph(text: text, style: style, role: .caption)
  }

  /// Says what an image asks for that cannot be.
  private mutating func check(_ image: Image) {
    if let written = image.attributes["width"], image.width == nil {
      warn(
        "layout.bad-width", "an image cannot be “\(written)” wide", at: image.span,
        hints: ["write a share of the measure, such as width=60%, or a length in mm, cm, in or pt"])
    }
    if let written = image.attributes["placement"], FigurePlacement(rawValue: written) == nil {
      let names = FigurePlacement.allCases.map(\.rawValue)
      let near = NearestName.of(written, in: names).map { "did you mean '\($0)'?" }
      warn(
        "layout.bad-placement", "a figure cannot be placed “\(written)”", at: image.span,
        hints: [near, "write one of " + names.joined(separator: ", ")].compactMap(\.self))
    }
  }
}
