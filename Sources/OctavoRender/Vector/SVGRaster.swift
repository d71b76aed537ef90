package import OctavoBase
package import OctavoLayout

/// Makes pixels of vector pictures, for files that can hold no vectors.
package enum SVGRaster {
  /// Pixels of the longer side, at least and at most.
  private static let sides = 1_600...3_200

  /// The picture as a PNG on white.
  package static func png(
    of image: BookImage, fonts: FontFiles
  ) throws(OctavoError) -> [UInt8] {
    let natural = max(image.shownWidth, image.shownHeight, 1)
    let wanted = min(max(natural, sides.lowerBound), sides.upperBound)
    let size = Size(
      width: Length(points: Double(image.shownWidth) * 0.24),
      height: Length(points: Double(image.shownHeight) * 0.24))
    let frame = Rect(x: .zero, y: .zero, width: size.width, height: size.height)
    let fragment = ImageFragment(image: 0, frame: frame, alternative: "")
    let sink = MemorySink()
    try PNGWriter(fonts: fonts, dpi: 300 * Double(wanted) / Double(natural)).write(
      DisplayList(size: size, label: "", commands: [.image(fragment)]), images: [image], to: sink)
    return sink.bytes
  }
}
