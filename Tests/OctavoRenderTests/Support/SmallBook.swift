import CHarfBuzz
import Foundation
import OctavoBase
import OctavoBook
import OctavoLayout
import OctavoRender
import OctavoStyle
import OctavoText
import Testing

/// Builds paged books of a few lines by hand, shaped with a font of the repository.
struct SmallBook {
  /// A stretch of a line with a style of its own.
  struct Piece {
    var text: String
    var scale: Int16 = 1000
    var size = 11
    var feature = ""
    var color = Color.black
    var link: LinkTarget?

    init(
      _ text: String, scale: Int16 = 1000, size: Int = 11, feature: String = "",
      color: Color = .black, link: LinkTarget? = nil
    ) {
      self.text = text
      self.scale = scale
      self.size = size
      self.feature = feature
      self.color = color
      self.link = link
    }
  }

  var metadata = BookMetadata(title: "A Small Book")
  var outline: [OutlineEntry] = []
  var images: [BookImage] = []
  /// The file of the only face.
  var font = RepositoryFont.path
  private(set) var labels: [String] = []
  private var store = FragmentStore()
  private var furniture = FragmentStore()
  private var pages: [PageFragment] = []

  /// Adds a page of lines, each of pieces; the label also stands at its foot.
  mutating func addPage(
    label: String, lines: [[Piece]], anchors: [String] = [], items: [PageFragment.Item] = []
  ) {
    var page = PageFragment(items: items)
    for (index, line) in lines.enumerated() {
      page.items.append(
        .line(Self.set(line, font, in: &store), at: Self.point(36, 50 + 20 * index)))
    }
    page.furniture = [
      .line(Self.set([Piece(label)], font, in: &furniture), at: Self.point(140, 400))
    ]
    for (index, name) in anchors.enumerated() {
      page.anchors.append(.init(name: name, at: Self.point(36, 40 + 20 * index)))
    }
    pages.append(page)
    labels.append(label)
  }

  var book: PagedBook {
    let division = PagedDivision(kind: .chapter, matter: .body, store: store, pages: pages)
    return PagedBook(
      metadata: metadata, trim: Size(width: Length(points: 288), height: Length(points: 432)),
      divisions: [division], furniture: furniture, outline: outline, images: images,
      labels: labels)
  }

  static func point(_ x: Int, _ y: Int) -> Point {
    Point(x: Length(points: Double(x)), y: Length(points: Double(y)))
  }

  // MARK: - Shaping

  private static func set(
    _ pieces: [Piece], _ font: String, in store: inout FragmentStore
  ) -> Int32 {
    let first = Int32(store.runs.count)
    var x = Length.zero
    for piece in pieces {
      let size = Length(points: Double(piece.size))
      var link: Int32 = -1
      if let target = piece.link {
        link = Int32(store.links.firstIndex(of: target) ?? store.links.count)
        if Int(link) == store.links.count { store.links.append(target) }
      }
      let glyphs = Int32(store.glyphs.count)
      let text = Int32(store.text.count)
      let width = shape(piece, font, size: size, into: &store)
      store.runs.append(
        GlyphRun(
          font: FontID(index: 0), size: size, color: piece.color, scale: piece.scale, x: x,
          rise: .zero, glyphs: glyphs..<Int32(store.glyphs.count),
          text: text..<Int32(store.text.count), link: link, width: width))
      x += width
    }
    store.lines.append(LineFragment(runs: first..<Int32(store.runs.count), role: .body))
    return Int32(store.lines.count - 1)
  }

  private static func shape(
    _ piece: Piece, _ path: String, size: Length, into store: inout FragmentStore
  ) -> Length {
    let blob = hb_blob_create_from_file(path)
    let face = hb_face_create(blob, 0)
    let font = hb_font_create(face)
    let buffer = hb_buffer_create()
    defer {
      hb_buffer_destroy(buffer)
      hb_font_destroy(font)
      hb_face_destroy(face)
      hb_blob_destroy(blob)
    }
    hb_font_set_scale(font, 65_536, 65_536)
    let bytes = Array(piece.text.utf8)
    hb_buffer_add_utf8(buffer, piece.text, Int32(bytes.count), 0, Int32(bytes.count))
    hb_buffer_guess_segment_properties(buffer)
    var feature = hb_feature_t()
    let count: UInt32 = hb_feature_from_string(piece.feature, -1, &feature) != 0 ? 1 : 0
    hb_shape(font, buffer, &feature, count)
    var glyphCount: UInt32 = 0
    let glyphs = Array(
      UnsafeBufferPointer(
        start: hb_buffer_get_glyph_infos(buffer, &glyphCount), count: Int(glyphCount)))
    let places = hb_buffer_get_glyph_positions(buffer, &glyphCount)
    var x: Int64 = 0
    for (index, glyph) in glyphs.enumerated() {
      let starts = index == 0 || glyphs[index - 1].cluster != glyph.cluster
      let end = glyphs[index...].first { $0.cluster != glyph.cluster }?.cluster
      let length = starts ? (end.map(Int.init) ?? bytes.count) - Int(glyph.cluster) : 0
      store.glyphs.append(
        PlacedGlyph(
          x: Int32(x), y: 0, glyph: UInt16(glyph.codepoint), textLength: UInt16(length)))
      let advance = Int64(places![index].x_advance) * size.scaledPoints >> 16
      x += advance * Int64(piece.scale) / 1000
    }
    store.text.append(contentsOf: bytes)
    return Length(scaledPoints: x)
  }
}

/// The first font found under the repository's `Fonts/`.
enum RepositoryFont {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A font of cubic outlines, keyed by name.
  static let compact = root.appendingPathComponent("Fixtures/fonts/CompactOutlines.otf").path

  /// A font of cubic outlines, keyed by identifiers that are not the glyphs' numbers.
  static let keyed = root.appendingPathComponent("Fixtures/fonts/KeyedOutlines.otf").path

  static let path: String = {
    let files = FileManager.default.enumerator(
      at: root.appendingPathComponent("Fonts"), includingPropertiesForKeys: nil)
    let names = (files?.allObjects as? [URL] ?? []).map(\.path).sorted()
    return names.first { $0.hasSuffix(".ttf") || $0.hasSuffix(".otf") } ?? ""
  }()

  static let files = FontFiles(faces: [.init(path: path)])
}
