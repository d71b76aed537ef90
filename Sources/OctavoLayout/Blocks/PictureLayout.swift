import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle

/// Sets pictures with their captions as one piece.
extension ChapterSetter {
  /// Between a picture and its caption.
  static let captionGap = Length(points: 6)
  /// Pixels an inch a picture without an asked width is shown at.
  private static let naturalResolution = 300

  func setPicture(_ picture: FlowPicture, _ flow: FlowBlock) {
    let firstVariant = material.variants.count
    let firstLine = material.lines.count
    let captions = picture.caption.map {
      text.set($0, measure: measure, wantsVariants: false)
    }
    let captionHeight = zip(picture.caption, captions).reduce(into: Length.zero) {
      $0 += $1.0.style.leading * ($1.1.settings.first?.ends.count ?? 0)
    }
    // The caption's lines know their notes' height once they are set, so they are set before the
    // picture's size is known, and the picture is put in its place after.
    addGroup(PlacedGroup(), height: .zero)
    let place = groups.count - 1
    var anchors: [(line: Int32, name: String)] = []
    for (flow, result) in zip(picture.caption, captions) {
      guard let setting = result.settings.first else { continue }
      _ = addLines(result, setting, flow.style.leading, &anchors)
    }
    let gap = captionHeight > .zero ? Self.captionGap : .zero
    let notes = notesHeight(of: Int32(firstLine)..<Int32(material.lines.count))
    let room = pageHeight - captionHeight - Self.captionGap - notes
    let frame = self.frame(picture, room: max(room, pageHeight / 2))
    groups[place].items = [
      .image(
        ImageFragment(image: picture.image, frame: frame, alternative: picture.alternative))
    ]
    material.lines[firstLine] = PageMaterial.Line(
      height: frame.size.height + gap, notes: material.lines[firstLine].notes)
    material.addVariant(from: firstLine)
    addBlock(flow, firstVariant: firstVariant)
    let block = material.blocks.count - 1
    facts[block].innerAnchors = anchors
    material.blocks[block].isOnGrid = false
    // A caption that leaves its picture less than half a page goes on overleaf.
    if room < pageHeight / 2 {
      material.blocks[block].keepTogether = false
      material.blocks[block].orphans = 1 + flow.style.orphans
    }
  }

  /// The picture's place: the asked share of the measure, or its natural size; never wider than
  /// the measure nor higher than `room`; centred.
  func frame(_ picture: FlowPicture, room: Length) -> Rect {
    let image = images.images[picture.image]
    let pixels = (width: max(image.shownWidth, 1), height: max(image.shownHeight, 1))
    var width =
      picture.width.map { $0.length(in: measure) }
      ?? min(Length(points: 72).scaled(pixels.width, Self.naturalResolution), measure)
    var height = width.scaled(pixels.height, pixels.width)
    if height > room {
      height = room
      width = height.scaled(pixels.width, pixels.height)
    }
    return Rect(x: (measure - width) / 2, y: .zero, width: width, height: height)
  }
}
