import CCairo
import OctavoBase
import OctavoLayout

/// A picture as Cairo embeds it: a PDF of one page that shows nothing else.
struct DrawnPicture: Sendable {
  let bytes: [UInt8]
  let objects: DrawnObjects
  /// Of the page, which the picture fills.
  let size: Size

  /// Draws one of `images`; text in it is set in `fonts`.
  init(_ index: Int, of images: [BookImage], fonts: SVGFontsLender) throws(OctavoError) {
    let sink = MemorySink()
    size = Self.pageSize(of: images[index])
    let surface = try CairoSurface.pdf(size: size, to: sink)
    var uses = [Int](repeating: 0, count: images.count)
    uses[index] = 1
    let pictures = CairoImages(images, uses: uses, mode: .embedded, fonts: fonts)
    var canvas = try PageCanvas(
      on: surface, fonts: FontFiles(faces: []), images: pictures, as: .file)
    let frame = Rect(x: .zero, y: .zero, width: size.width, height: size.height)
    let image = ImageFragment(image: index, frame: frame, alternative: "")
    try canvas.draw(DisplayList(size: size, label: "", commands: [.image(image)]))
    try canvas.showPage()
    try surface.finish("completing a picture")
    bytes = sink.bytes
    objects = try DrawnObjectReader.read(bytes)
    guard objects.pages.count == 1 else {
      throw DrawnObjectReader.unexpected("has \(objects.pages.count) pages for one picture")
    }
  }

  /// The picture's shape, its longer side 720 points: Cairo writes places to the hundredth.
  private static func pageSize(of image: BookImage) -> Size {
    let longer = max(image.shownWidth, image.shownHeight, 1)
    let side = Length(points: 720)
    return Size(
      width: max(side.scaled(image.shownWidth, longer), Length(points: 8)),
      height: max(side.scaled(image.shownHeight, longer), Length(points: 8)))
  }
}
