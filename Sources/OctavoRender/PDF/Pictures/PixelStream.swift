import OctavoBase
import OctavoLayout

/// A picture's pixels as the file holds them: an image that fills the unit square
/// (ISO 32000-1, 8.9.5).
struct PixelStream: Sendable {
  /// Of its dictionary: colours, depth and filter.
  let entries: String
  /// As the filter packs them.
  let data: [UInt8]
  /// How much of each pixel is seen; nil where all is.
  private(set) var opacity: Opacity?

  /// A stream of its own, in gray.
  struct Opacity: Sendable {
    let entries: String
    let data: [UInt8]
  }

  /// The stream of a picture that needs no drawing; nil for others, and for damaged ones, whose
  /// faults Cairo names.
  static func make(of image: BookImage) throws(OctavoError) -> PixelStream? {
    guard image.format != .svg, image.orientation == .upright else { return nil }
    let file = try FileBytes(path: image.path)
    return image.format == .png
      ? try packed(file, of: image) : try compressed(file, of: image)
  }

  /// Writes the image, its mask before it, and returns its number.
  func write(_ image: BookImage, to output: inout PDFOutput) throws(OctavoError) -> Int {
    var mask: Int?
    if let opacity {
      mask = try Self.write(opacity.entries, opacity.data, image, mask: nil, to: &output)
    }
    return try Self.write(entries, data, image, mask: mask, to: &output)
  }

  private static func write(
    _ entries: String, _ data: [UInt8], _ image: BookImage, mask: Int?, to output: inout PDFOutput
  ) throws(OctavoError) -> Int {
    let number = output.allocate()
    output.beginObject(number)
    output.append("<</Type/XObject/Subtype/Image/Width")
    output.append(integer: image.pixelWidth)
    output.append("/Height")
    output.append(integer: image.pixelHeight)
    output.append(ascii: entries)
    if let mask {
      output.append("/SMask")
      output.append(reference: mask)
    }
    output.append("/Length")
    output.append(integer: data.count)
    output.append(">>stream\n")
    output.append(data: data)
    output.append("\nendstream")
    try output.endObject()
    return number
  }

  /// The entries of rows of 8 bits or fewer under PNG's filters.
  static func rowEntries(_ space: String, samples: Int, depth: Int, width: Int) -> String {
    "/ColorSpace\(space)/BitsPerComponent \(depth)/Filter/FlateDecode/DecodeParms"
      + "<</Predictor 15/Colors \(samples)/BitsPerComponent \(depth)/Columns \(width)>>"
  }

  init(entries: String, data: [UInt8], opacity: Opacity? = nil) {
    self.entries = entries
    self.data = data
    self.opacity = opacity
  }
}
