import FoundationEssentials

/// One of the technical book's figures: a chart in PNG or JPEG of any colour space, or a diagram in
/// SVG; of any width, and at any place.
struct TechnicalFigure {
  let number: Int
  /// How many times 160 pixels wide a raster picture is.
  let scale: Int

  enum Kind: Int, CaseIterable {
    case colour, gray, diagram, photo, grayPhoto, inks, transparent, tallDiagram
  }

  var kind: Kind { Kind.allCases[number % Kind.allCases.count] }
  var id: String { "fig:f\(number)" }

  /// Its file, in the book's folder.
  var path: String {
    let ending =
      switch kind {
      case .colour, .gray, .transparent: "png"
      case .photo, .grayPhoto, .inks: "jpg"
      case .diagram, .tallDiagram: "svg"
      }
    return "figures/f\(number).\(ending)"
  }

  /// The figure as Markdown.
  func text(_ words: inout TechnicalWords) -> String {
    let caption = "Figure F\(number): the \(words.noun()) and its \(words.noun())"
    let place = ["here", "top", "bottom", "here", "top", "here", "bottom"][number % 7]
    let width = ["60%", "100%", "75mm", "40%", "3in"][number % 5]
    // Every sixteenth has a page of its own.
    let words = number % 16 == 9 ? "placement=page width=100%" : "placement=\(place) width=\(width)"
    return "![\(caption)](\(path)){#\(id) \(words) caption=\"\(caption)\"}"
  }

  var bytes: Data {
    switch kind {
    case .colour: PNGFile.make(picture(channels: 3))
    case .gray: PNGFile.make(picture(channels: 1))
    case .transparent: PNGFile.make(picture(channels: 4))
    case .photo: JPEGFile.make(picture(channels: 3))
    case .grayPhoto: JPEGFile.make(picture(channels: 1))
    case .inks: JPEGFile.make(picture(channels: 4))
    case .diagram: Data(diagram(boxes: 4, acrossPage: true).utf8)
    case .tallDiagram: Data(diagram(boxes: 9, acrossPage: false).utf8)
    }
  }

  // MARK: Raster

  /// A bar chart, whose bars depend on the figure's number.
  private func picture(channels: Int) -> Picture {
    var words = TechnicalWords(seed: 7_000 + number)
    let bars = (0..<16).map { _ in 10 + words.number(below: 80) }
    let (width, height) = (160 * scale, 100 * scale)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height * channels)
    for y in 0..<height {
      for x in 0..<width {
        let isBar = height - y < bars[x * 16 / width] * scale && x * 16 % width > width / 4
        let shade = UInt8(isBar ? 60 + y * 90 / height : 240)
        let green = isBar ? shade / 2 + 90 : 240
        let tone = [shade, green, isBar ? 150 : 240, isBar ? 255 : 80]
        pixels += tone.prefix(channels)
      }
    }
    return Picture(width: width, height: height, channels: channels, pixels: pixels)
  }

  // MARK: Vectors

  private func diagram(boxes: Int, acrossPage: Bool) -> String {
    var words = TechnicalWords(seed: 8_000 + number)
    let step = 90
    let length = boxes * step
    let (width, height) = acrossPage ? (length, 80) : (160, length)
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)">\n
      """
    for box in 0..<boxes {
      let (x, y) = acrossPage ? (box * step + 5, 20) : (40, box * step + 20)
      text += """
        <rect x="\(x)" y="\(y)" width="72" height="40" fill="#eee" stroke="#333"/>
        <text x="\(x + 36)" y="\(y + 24)" font-family="sans-serif" font-size="11" \
        text-anchor="middle">\(words.noun())</text>\n
        """
      guard box + 1 < boxes else { continue }
      let (fromX, fromY) = acrossPage ? (x + 72, y + 20) : (x + 36, y + 40)
      let (toX, toY) = acrossPage ? (fromX + 18, fromY) : (fromX, fromY + 50)
      text += "<path d=\"M\(fromX) \(fromY)L\(toX) \(toY)\" stroke=\"#333\"/>\n"
    }
    return text + "</svg>\n"
  }
}

/// Pixels, row by row.
struct Picture {
  let width: Int
  let height: Int
  /// 1 gray, 3 red green blue, 4 with opacity or inks.
  let channels: Int
  let pixels: [UInt8]
}
