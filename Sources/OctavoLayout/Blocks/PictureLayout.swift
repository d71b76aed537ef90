import OctavoBase
import OctavoBreaking
import OctavoStyle

/// Sets pictures with their captions as one piece.
extension ChapterSetter {
  /// Between a picture and its caption.
  private static let captionGap = Length(points: 6)
  /// Pixels an inch a picture without an asked width is shown at.
  private static let naturalResolution = 300

  func setPicture(_ picture: FlowPicture, _ flow: FlowBlock) {
    let firstVariant = material.variants.count
    let firstLine = material.lines.count
    var group = PlacedGroup()
    let captions = picture.caption.map {
      text.set($0, measure: measure, wantsVariants: false)
    }
    let captionHeight = zip(picture.caption, captions).reduce(into: Length.zero) {
      $0 += $1.0.style.leading * ($1.1.settings.first?.ends.count ?? 0)
    }
    let frame = self.frame(picture, room: pageHeight - captionHeight - Self.captionGap)
    group.items.append(
      .image(
        ImageFragment(image: picture.image, frame: frame, alternative: picture.alternative)))
    var y = frame.size.height
    if captionHeight > .zero { y += Self.captionGap }
    for (flow, result) in zip(picture.caption, captions) {
      guard let setting = result.settings.first else { continue }
      for number in 0..<setting.ends.count {
        let line = assemble(result.paragraph, line: number, of: setting.ends)
        group.items.append(.line(line, at: Point(x: .zero, y: y + baseline(flow.style.leading))))
        y += flow.style.leading
      }
    }
    addGroup(group, height: y)
    material.addVariant(from: firstLine)
    addBlock(flow, firstVariant: firstVariant)
    material.blocks[material.blocks.count - 1].isOnGrid = false
  }

  private var pageHeight: Length { sheet.page.grid * sheet.page.lines }

  /// The picture's place: the asked share of the measure, or its natural size; never wider than
  /// the measure nor higher than `room`; centred.
  private func frame(_ picture: FlowPicture, room: Length) -> Rect {
    let image = images.images[picture.image]
    let pixels = (width: max(image.pixelWidth, 1), height: max(image.pixelHeight, 1))
    var width =
      picture.width.map { measure.scaled($0, 1000) }
      ?? min(Length(points: 72).scaled(pixels.width, Self.naturalResolution), measure)
    var height = width.scaled(pixels.height, pixels.width)
    if height > room {
      height = room
      width = height.scaled(pixels.width, pixels.height)
    }
    return Rect(x: (measure - width) / 2, y: .zero, width: width, height: height)
  }
}
