import Foundation
import OctavoBase
import OctavoLayout
import OctavoRender
import Testing

/// Pictures that a PDF takes over as they are packed.
@Suite struct PackedPictureTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Pictures of 8 by 6 pixels, each row under another of PNG's filters.
  enum Sample: String, CaseIterable {
    case color =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAI0lEQVR42mNgYPgvx/DahuF6FMPhCob10xhmb2Fov8RQzMig8VWO4YkFnj0AAAAjSURBVA0mYmLQ+IYVMTME5PCLfMRELCB5BiyIkeHEWax2AAAUoDNqlSRANgAAAABJRU5ErkJggg=="
    case gray =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAAAAADbboAnAAAAEklEQVR42mNgkLOJqpi25RIjixwEMLF5r2LzAAAAEklEQVRAATOHIATABFgYRaBqANTfBc97WbbbAAAAAElFTkSuQmCC"
    case lines =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGAQAAAADWfuJWAAAACklEQVR42mMIZVzFtJq5NvCl5QAAAApJREFUgWU14yoAE8MDi+aiZ2YAAAAASUVORK5CYII="
    case palette =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGBAMAAAAMK8LIAAAAHlBMVEUAAP8eAOs8ANdaKLl4KKWWKJG0UHPSUF8AUOseeM39eAH/AAAAEUlEQVR42mNgVHZNZxRSUlJiEgQCZvsVUY0AAAASSURBVGUpKQEWIKOQMUxJogkAMVMDtcF2isQAAAAASUVORK5CYII="
    case clearColor =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAYAAAD+Bd/7AAAAKUlEQVR42mNgYPj/X47h9TMbhutnoxgOb6lgWD97GsPspi0M7ZmXGIoDGBk0voIwcfkAAAAqSURBVAIVvHmOCzMxaHxjwIeZGQJyGvhFPn7BhVnAKhlwY0aGE2fxugEArrlOcgydHSMAAAAASUVORK5CYII="
    case clearGray =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAQAAABUDBdwAAAAGUlEQVR42mNg+C/3zOZs1JaK2dOatmReCmBk+S/3XssBuwAAABpJREFUHBkysTCgQmaOBsEvyJAFXQWjCJoZABVgINd1rwnkAAAAAElFTkSuQmCC"
    case opaque =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAYAAAD+Bd/7AAAAKUlEQVR42mNgYPj/X47h9X8bhuv/oxgO/69gWP9/GsPs/1sY2v9fYij+z8ig8bbP4UkAAAAqSURBVBWo4A0DLszEoPGNAR9mZgjIaeAX+ciAC7OAVTLgxowMJ87idQMAlTM94MpNkWkAAAAASUVORK5CYII="
    /// Drawn, for the PDF has no such palette.
    case clearPalette =
      "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGBAMAAAAMK8LIAAAAHlBMVEUAAP8eAOs8ANdaKLl4KKWWKJG0UHPSUF8AUOseeM39eAH/AAAAA3RSTlOAAP82QTDTAAAAEUlEQVR42mNgVHZNZxRSUlJiEgQCZvsVUY0AAAASSURBVGUpKQEWIKOQMUxJogkAMVMDtcF2isQAAAAASUVORK5CYII="

    var bytes: [UInt8] { Data(base64Encoded: rawValue).map(Array.init) ?? [] }
    /// What the PDF says of it, and what it does not.
    var marks: (present: [String], absent: [String]) {
      switch self {
      case .color: (["/DeviceRGB/BitsPerComponent 8", "/Colors 3"], ["/SMask"])
      case .gray: (["/DeviceGray/BitsPerComponent 8", "/Colors 1"], ["/SMask"])
      case .lines: (["/DeviceGray/BitsPerComponent 1"], ["/SMask"])
      case .palette: (["[/Indexed/DeviceRGB 9<0000FF1E00EB"], ["/SMask"])
      case .clearColor: (["/SMask", "/Colors 3", "/Colors 1"], ["/Colors 4"])
      case .clearGray: (["/SMask", "/DeviceGray/BitsPerComponent 8"], ["/Colors 2"])
      case .opaque: (["/DeviceRGB/BitsPerComponent 8", "/Colors 3"], ["/SMask"])
      case .clearPalette: (["/SMask"], ["/Predictor"])
      }
    }
  }

  private func book(_ image: BookImage) -> PagedBook {
    var small = SmallBook()
    small.images = [image]
    let frame = Rect(
      origin: SmallBook.point(36, 36),
      size: Size(width: Length(points: 80), height: Length(points: 60)))
    small.addPage(
      label: "1", lines: [[.init("below")]],
      items: [.image(.init(image: 0, frame: frame, alternative: "a picture"))])
    return small.book
  }

  private func image(_ bytes: [UInt8]) throws -> BookImage {
    try #require(ImageReader.probe(try folder.write(bytes, as: "picture")).value)
  }

  @Test(arguments: Sample.allCases)
  func aPictureLooksAsItsPixelsAre(sample: Sample) throws {
    let book = book(try image(sample.bytes))
    let file = try folder.write(try pdf(book), as: "book.pdf")
    let page = folder.url.appendingPathComponent("page").path
    #expect(try run("pdftoppm", ["-r", "72", "-png", "-singlefile", file, page]).status == 0)
    let sink = MemorySink()
    try PNGWriter(fonts: RepositoryFont.files, dpi: 72).write(book, page: 0, to: sink)
    let wanted = try folder.write(sink.bytes, as: "wanted.png")
    for row in 0..<6 {
      for column in 0..<8 {
        let (x, y) = (36 + column * 10 + 5, 36 + row * 10 + 5)
        let seen = try PixelReader.pixel(of: page + ".png", x: x, y: y)
        let pixel = try PixelReader.pixel(of: wanted, x: x, y: y)
        for part in [\PixelReader.Pixel.red, \.green, \.blue] {
          let difference = abs(Int(seen[keyPath: part]) - Int(pixel[keyPath: part]))
          // Cairo softens edges between pixels.
          #expect(difference < 28, "\(sample) \(column), \(row): \(seen), not \(pixel)")
        }
      }
    }
  }

  @Test(arguments: Sample.allCases)
  func rowsAreTakenOverWherePDFHasThem(sample: Sample) throws {
    let bytes = try pdf(book(try image(sample.bytes)))
    let text = String(decoding: bytes, as: UTF8.self)
    for mark in sample.marks.present { #expect(text.contains(mark), "\(mark)") }
    for mark in sample.marks.absent { #expect(!text.contains(mark), "\(mark)") }
    _ = try unpacked(bytes)
  }

  @Test func aPictureThatIsNotWhatItsCheckSumsSayIsNotTakenOver() throws {
    for byte in [60, 90, 120] {
      var bytes = Sample.color.bytes
      bytes[byte] ^= 0x55
      let image = try image(bytes)
      #expect(!ImageReader.damage(of: image, at: nil).isEmpty)
      #expect(throws: OctavoError.self) { try pdf(book(image)) }
    }
  }
}
