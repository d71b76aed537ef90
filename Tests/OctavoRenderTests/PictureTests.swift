import Foundation
import OctavoBase
import OctavoLayout
import OctavoRender
import Testing

@Suite struct PictureTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A book with one picture on one page, twice if asked.
  private func book(_ image: BookImage, times: Int = 1) -> PagedBook {
    var small = SmallBook()
    small.images = [image]
    let frame = Rect(
      origin: SmallBook.point(36, 36),
      size: Size(width: Length(points: 80), height: Length(points: 60)))
    let item = PageFragment.Item.image(.init(image: 0, frame: frame, alternative: "a picture"))
    for page in 1...times {
      small.addPage(label: "\(page)", lines: [[.init("below")]], items: [item])
    }
    return small.book
  }

  private func probe(_ bytes: [UInt8], _ name: String) throws -> Outcome<BookImage?> {
    ImageReader.probe(try folder.write(bytes, as: name))
  }

  enum Kind: CaseIterable {
    case grayJPEG, colorJPEG, progressiveJPEG, inkJPEG, clearPNG, grayPNG

    var bytes: [UInt8] {
      switch self {
      case .grayJPEG: SamplePictures.grayJPEG
      case .colorJPEG: SamplePictures.colorJPEG
      case .progressiveJPEG: SamplePictures.progressiveJPEG
      case .inkJPEG: SamplePictures.inkJPEG
      case .clearPNG: SamplePictures.clearPNG
      case .grayPNG: SamplePictures.grayPNG
      }
    }

    /// What a PDF with the picture holds.
    var marks: [String] {
      switch self {
      case .grayJPEG: ["DeviceGray", "/DCTDecode"]
      case .colorJPEG, .progressiveJPEG: ["DeviceRGB", "/DCTDecode"]
      case .inkJPEG: ["DeviceRGB"]
      case .clearPNG: ["DeviceRGB", "/SMask"]
      case .grayPNG: ["DeviceGray"]
      }
    }
  }

  @Test(arguments: Kind.allCases)
  func everyKindIsEmbedded(kind: Kind) throws {
    let image = try #require(try probe(kind.bytes, "picture").value)
    let bytes = try pdf(book(image))
    let text = String(decoding: bytes, as: UTF8.self)
    for mark in kind.marks { #expect(text.contains(mark), "\(mark)") }
    #expect(!text.contains("/Interpolate true"))
    #expect(!text.contains("DeviceCMYK"))
    _ = try unpacked(bytes)
  }

  @Test func aRepeatedPictureIsStoredOnce() throws {
    let image = try #require(try probe(SamplePictures.colorJPEG, "a.jpg").value)
    let text = try unpacked(try pdf(book(image, times: 5)))
    #expect(text.components(separatedBy: "/Subtype /Image").count == 2)
  }

  @Test func inksBecomeTheColourTheyPrint() throws {
    let image = try #require(try probe(SamplePictures.inkJPEG, "ink.jpg").value)
    let sink = MemorySink()
    try PNGWriter(fonts: RepositoryFont.files, dpi: 72).write(book(image), page: 0, to: sink)
    let path = try folder.write(sink.bytes, as: "page.png")
    let page = try #require(ImageReader.probe(path).value)
    #expect((page.pixelWidth, page.pixelHeight) == (288, 432))
    let pixel = try PixelReader.pixel(of: path, x: 70, y: 60)
    #expect(pixel.red > 240 && pixel.green < 15 && pixel.blue < 15, "\(pixel)")
    let paper = try PixelReader.pixel(of: path, x: 5, y: 5)
    #expect(paper == .init(red: 255, green: 255, blue: 255))
  }

  @Test func aLyingNameIsOnlyAWarning() throws {
    let found = try probe(SamplePictures.colorJPEG, "picture.png")
    #expect(found.value?.format == .jpeg)
    #expect(found.diagnostics.map(\.code) == ["image.lying-name"])
    #expect(!found.diagnostics.hasErrors)
  }

  @Test func badPicturesAreRefusedWithAReason() throws {
    var huge = SamplePictures.grayPNG
    huge.replaceSubrange(16..<24, with: [0, 0, 0x60, 0, 0, 0, 0x60, 0])
    var empty = SamplePictures.grayPNG
    empty.replaceSubrange(16..<20, with: [0, 0, 0, 0])
    let cases: [([UInt8], String)] = [
      (Array(SamplePictures.colorJPEG.dropLast(20)), "image.damaged"),
      (Array(SamplePictures.grayPNG.dropLast(20)), "image.damaged"),
      (Array(SamplePictures.grayPNG.prefix(20)), "image.damaged"),
      ([0xFF, 0xD8, 0xFF], "image.damaged"),
      (Array("GIF89a".utf8), "image.unknown-format"), ([], "image.unknown-format"),
      (huge, "image.too-large"), (empty, "image.empty"),
    ]
    for (bytes, code) in cases {
      let found = try probe(bytes, "picture.png")
      #expect(found.value == nil)
      #expect(found.diagnostics.map(\.code) == [code])
    }
    #expect(ImageReader.probe("/nowhere.png").diagnostics.map(\.code) == ["image.unreadable"])
    #expect(ImageReader.probe(folder.url.path).diagnostics.map(\.code) == ["image.not-a-file"])
  }

  @Test func anSVGHoldsNoPictureThatIsTooLarge() throws {
    func svg(_ bytes: [UInt8], type: String = "image/png") -> [UInt8] {
      let address = "data:\(type);base64,\(Data(bytes).base64EncodedString())"
      return Array(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">
        <image href="\(address)" width="40" height="40"/></svg>
        """.utf8)
    }
    var huge = SamplePictures.grayPNG
    huge.replaceSubrange(16..<24, with: [0, 0, 0x60, 0, 0, 0, 0x60, 0])
    let gif = Array("GIF89a".utf8) + [0xFF, 0xFF, 0xFF, 0xFF]
    let inner = svg(huge)
    let cases: [([UInt8], String?)] = [
      (svg(SamplePictures.grayPNG), nil), (svg(SamplePictures.colorJPEG), nil),
      (svg(Array("wOF2".utf8), type: "font/woff2"), nil),
      (svg(huge), "image.too-large"), (svg(gif), "image.too-large"),
      (svg(inner, type: "image/svg+xml"), "image.too-large"),
      (svg(Array("II*\0".utf8)), "image.svg"),
      (svg(svg(svg(svg(svg(SamplePictures.grayPNG))))), "image.svg"),
    ]
    for (bytes, code) in cases {
      let found = try probe(bytes, "picture.svg")
      #expect((found.value == nil) == (code != nil))
      #expect(found.diagnostics.map(\.code) == [code].compactMap(\.self))
    }
  }

  @Test func aPictureBrokenInsideStopsTheOutputWithItsName() throws {
    var bytes = SamplePictures.grayPNG
    bytes[45] ^= 0xFF
    let image = try #require(try probe(bytes, "broken.png").value)
    let error = #expect(throws: OctavoError.self) { try pdf(book(image)) }
    #expect(error?.kind == .badInput)
    #expect(error?.diagnostics.first?.message.contains("broken.png") == true)
  }

  @Test func anyBytesArePutUpWith() throws {
    var generator = SeededGenerator(state: 7)
    for sample in [SamplePictures.colorJPEG, SamplePictures.grayPNG, SamplePictures.inkJPEG] {
      for _ in 0..<300 {
        var bytes = sample
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          bytes[Int.random(in: 2..<bytes.count, using: &generator)] =
            UInt8.random(in: 0...255, using: &generator)
        }
        guard let image = try probe(bytes, "picture").value else { continue }
        let pixels = image.pixelWidth * image.pixelHeight
        guard pixels < 1_000_000 else { continue }
        try? PNGWriter(fonts: RepositoryFont.files, dpi: 36)
          .write(book(image), page: 0, to: MemorySink())
      }
    }
  }
}

/// SplitMix64, for tests that must repeat.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
