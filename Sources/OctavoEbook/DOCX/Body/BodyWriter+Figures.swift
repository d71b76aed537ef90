import OctavoBase
import OctavoBook
import OctavoStyle

/// Pictures and captions.
extension BodyWriter {
  /// Pixels an inch a picture without an asked width is shown at.
  private static let naturalResolution = 300

  mutating func write(_ figure: Figure, _ block: Block, _ context: BlockContext) {
    writePendingMarkers(context)
    if figure.image.attributes.id != block.attributes.id { anchor(figure.image.attributes.id) }
    guard let picture = plan.pictures.find(figure.image.path) else {
      return writeMissing(figure, block, context)
    }
    var options = ParagraphOptions()
    options.keepsWithNext = !figure.caption.isEmpty
    begin(.figure, options)
    if counts { cursor.passObject() }
    writeDrawing(figure.image, picture)
    endParagraph()
    if !figure.caption.isEmpty { writeCaption(figure.caption, block, .caption, context) }
    story.isFirst = true
  }

  /// A picture that cannot be shown is replaced by its description.
  private mutating func writeMissing(_ figure: Figure, _ block: Block, _ context: BlockContext) {
    begin(.figure)
    if counts { cursor.passObject() }
    put("[\(figure.image.alternative)]", RunFormat())
    endParagraph()
    if !figure.caption.isEmpty { writeCaption(figure.caption, block, .caption, context) }
    story.isFirst = true
  }

  /// A picture in line with the text, as wide as on the printed page (ECMA-376 part 1, §20.4.2.8).
  private mutating func writeDrawing(_ image: Image, _ picture: DOCXPicture) {
    closeRun()
    let size = shown(image, picture)
    let width = size.width.drawingUnits
    let height = size.height.drawingUnits
    let file = media.file(for: image.path, picture.format)
    let relation = story.relations.id(.image, file.name)
    let number = media.nextNumber()
    story.xml.raw(
      text: """
        <w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">\
        <wp:extent cx="\(width)" cy="\(height)"/><wp:docPr id="\(number)" \
        name="Picture \(number)"
        """)
    story.xml.attribute("descr", image.alternative)
    story.xml.raw(
      text: """
        /><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>\
        <a:graphic><a:graphicData \
        uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>\
        <pic:cNvPr id="\(number)" name="Picture \(number)"
        """)
    story.xml.attribute("descr", image.alternative)
    story.xml.raw(
      text: """
        /><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="\(relation)"/><a:stretch>\
        <a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>\
        <a:ext cx="\(width)" cy="\(height)"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>\
        </a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>
        """)
  }

  /// The asked width, or the natural size; never wider than the measure nor so high
  /// that no caption finds room below.
  private func shown(_ image: Image, _ picture: DOCXPicture) -> Size {
    let page = plan.sheet.page
    let pixels = (width: max(picture.pixelWidth, 1), height: max(picture.pixelHeight, 1))
    var width =
      image.width.map { $0.length(in: page.measure) }
      ?? min(Length(points: 72).scaled(pixels.width, Self.naturalResolution), page.measure)
    var height = width.scaled(pixels.height, pixels.width)
    let room = page.grid * max(page.lines - 4, 1)
    if height > room {
      height = room
      width = height.scaled(pixels.width, pixels.height)
    }
    return Size(width: width, height: height)
  }

  /// The text of a figure or table, with its number as a field where it has one.
  mutating func writeCaption(
    _ inlines: [Inline], _ block: Block, _ style: WordStyle, _ context: BlockContext
  ) {
    var format = context.format
    if plan.looks[style].run.isItalic { format.flags.insert(.isInItalic) }
    begin(style)
    if let id = block.attributes.id, let label = plan.numbers.caption(of: id) {
      writeLabel(label, id: id, isFigure: style == .caption)
    }
    write(inlines, format, context)
    endParagraph()
  }

  /// `Figure 3.` and a space, the number counted by a field.
  private mutating func writeLabel(_ label: String, id: String, isFigure: Bool) {
    let format = RunFormat(flags: .strong)
    guard let number = plan.number(of: id) else { return put(label + ". ", format) }
    put(String(label.dropLast(number.count)), format)
    if plan.uses.numbers.contains(id) {
      bookmark(.number, id) { $0.writeCount(number, isFigure: isFigure, format) }
    } else {
      writeCount(number, isFigure: isFigure, format)
    }
    put(".", format)
    put(" ", RunFormat())
  }
}

extension BodyWriter {
  /// A caption's number; where figures are counted by chapter, the chapter's stands before the
  /// field, which counts anew below each heading of the first level.
  private mutating func writeCount(_ number: String, isFigure: Bool, _ format: RunFormat) {
    let name = isFigure ? "Figure" : "Table"
    let chapter = number.lastIndex(of: ".").map { number[...$0] } ?? ""
    if !chapter.isEmpty { put(String(chapter), format) }
    let count = String(number.dropFirst(chapter.count))
    let instruction = "SEQ \(name) \\* ARABIC" + (chapter.isEmpty ? "" : " \\s 1")
    field(instruction, format) { $0.put(count, format) }
  }
}

/// The files of a document's pictures.
struct MediaFiles {
  struct File {
    /// Relative to `word/`.
    let name: String
    /// As the manuscript writes it.
    let path: String
  }

  private(set) var files: [File] = []
  private var indices: [String: Int] = [:]
  private var shown = 0
  private(set) var hasPNG = false
  private(set) var hasJPEG = false

  mutating func file(for path: String, _ format: DOCXPicture.Format) -> File {
    if let index = indices[path] { return files[index] }
    let ending = format == .png ? "png" : "jpeg"
    if format == .png { hasPNG = true } else { hasJPEG = true }
    let file = File(name: "media/image\(files.count + 1).\(ending)", path: path)
    indices[path] = files.count
    files.append(file)
    return file
  }

  /// A number for each picture shown, also where one file is shown twice.
  mutating func nextNumber() -> Int {
    shown += 1
    return shown
  }
}
