import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle

/// A figure or a turned table that may leave its place, with the block it comes after.
struct FloatingFigure {
  /// Index among the blocks that stay.
  let after: Int
  let block: FlowBlock
}

/// Parts figures and turned tables, which may leave their places, from the blocks that stay.
enum FloatingFigures {
  static func split(_ blocks: [FlowBlock]) -> (blocks: [FlowBlock], floats: [FloatingFigure]) {
    guard blocks.contains(where: { $0.placement != .here }) else { return (blocks, []) }
    var staying: [FlowBlock] = []
    var floats: [FloatingFigure] = []
    for block in blocks {
      if mayLeave(block), !staying.isEmpty {
        floats.append(FloatingFigure(after: staying.count - 1, block: block))
      } else {
        staying.append(block)
      }
    }
    return (staying, floats)
  }

  /// A caption that calls notes must stand where its notes do, and a display holds its figures.
  private static func mayLeave(_ block: FlowBlock) -> Bool {
    guard block.placement != .here, block.panels.isEmpty else { return false }
    if case .table = block.content { return true }
    guard case .picture(let picture) = block.content else { return false }
    return picture.caption.allSatisfy { caption in
      caption.text.marks.allSatisfy { if case .note = $0.kind { false } else { true } }
    }
  }
}

extension ChapterSetter {
  /// Grid lines of text left on a page that a figure shares with it.
  private static let sharedLines = 5

  /// A figure as one piece, set and waiting for its page.
  struct SetFloat {
    let group: PlacedGroup
    let facts: BlockFacts
    /// Whether it stands on its page turned by a quarter to the left.
    var isTurned = false
  }

  /// Sets what floats; the blocks it comes after are set already.
  func setFloats(_ figures: [FloatingFigure]) {
    var first: [Int: Int32] = [:]
    for figure in figures {
      let index = Int32(material.floats.count)
      switch figure.block.content {
      case .paragraphs: continue
      case .picture(let picture): add(picture, figure.block)
      case .table(let table): addTurned(table, figure.block)
      }
      let start = first[figure.after] ?? index
      first[figure.after] = start
      material.blocks[figure.after].floats = start..<Int32(material.floats.count)
    }
  }

  private func add(_ picture: FlowPicture, _ block: FlowBlock) {
    let captions = picture.caption.map {
      (flow: $0, set: text.set($0, measure: measure, wantsVariants: false))
    }
    let captionHeight = captions.reduce(into: Length.zero) {
      $0 += $1.flow.style.leading * ($1.set.settings.first?.ends.count ?? 0)
    }
    let gap = captionHeight > .zero ? Self.captionGap : .zero
    let room = max(pageHeight - captionHeight - gap, pageHeight / 2)
    let frame = self.frame(picture, room: room)
    let height = frame.size.height + gap + captionHeight
    let sharesPage =
      block.placement != .page && height <= pageHeight - sheet.page.grid * Self.sharedLines
    let grid = sheet.page.grid
    // Half a line at least parts a figure from the text.
    let whole = sharesPage ? grid * (height + grid / 2).steps(of: grid) : height
    let top = sharesPage && block.placement == .bottom ? whole - height : .zero
    var group = PlacedGroup()
    group.items.append(
      .image(
        ImageFragment(
          image: picture.image,
          frame: Rect(
            x: frame.origin.x, y: top, width: frame.size.width, height: frame.size.height),
          alternative: picture.alternative)))
    var names: [String] = []
    var y = top + frame.size.height + gap
    for caption in captions {
      guard let setting = caption.set.settings.first else { continue }
      names += caption.set.anchors.map(\.name)
      let leading = caption.flow.style.leading
      for number in 0..<setting.ends.count {
        let line = assemble(caption.set.paragraph, line: number, of: setting.ends)
        group.items.append(.line(line, at: Point(x: .zero, y: y + baseline(leading))))
        group.items += strikes(line).map { moved($0, by: y + baseline(leading)) }
        y += leading
      }
    }
    floats.append(
      SetFloat(
        group: group,
        facts: BlockFacts(
          role: block.role, anchors: block.anchors + names, sectionNumber: "", isOpening: false,
          leading: block.style.leading)))
    material.floats.append(
      PageMaterial.Float(
        height: whole,
        place: !sharesPage ? .page : block.placement == .top ? .top : .bottom))
  }
}
