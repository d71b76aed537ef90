import OctavoBase
import OctavoLayout
import OctavoRender
import OctavoStyle
import Testing

@Suite struct DumpTests {
  private var small: SmallBook {
    var small = SmallBook()
    let rule = Rect(
      origin: SmallBook.point(36, 45),
      size: Size(width: Length(points: 20.5), height: Length(points: 0.5)))
    small.addPage(
      label: "iv",
      lines: [[.init("See "), .init("“x”", scale: 990, link: .anchor("a")), .init("!")]],
      anchors: ["a"], items: [.rule(rule, .gray(0.5))])
    small.outline = [.init(level: 0, title: "A \"title\"", anchor: "a")]
    return small
  }

  @Test func fragmentsReadAsText() {
    let lines = FragmentDump().text(small.book).split(separator: "\n").map(String.init)
    #expect(lines[0] == "book \"A Small Book\" pages 1 trim 288 432")
    #expect(lines[1] == "page 1 label \"iv\" body lines 0")
    #expect(lines[2] == "  anchor \"a\" at 36 40")
    #expect(lines[3] == "  rule 36 45 20.5 0.5 gray 0.5")
    #expect(lines[4] == "  line body at 36 50")
    #expect(lines[5].hasPrefix("    font 0 size 11 x 0 width "))
    #expect(lines[5].hasSuffix(" \"See \""))
    #expect(lines[6].contains(" scale 990 ") && lines[6].hasSuffix(" → \"a\" \"“x”\""))
    #expect(lines.contains("  furniture line body at 140 400"))
    #expect(lines.last == "outline 0 \"A \\\"title\\\"\" → \"a\"")
    #expect(!FragmentDump(pages: 1..<2).text(small.book).contains("page 1"))
  }

  @Test func displayListsReadAsText() {
    let lines = DisplayDump().text(small.book).split(separator: "\n").map(String.init)
    #expect(lines[0] == "page 1 label \"iv\" size 288 432")
    #expect(lines[1] == "  anchor \"a\" at 36 40")
    #expect(lines[2] == "  rule 36 45 20.5 0.5 gray 0.5")
    #expect(lines[3].hasPrefix("  glyphs font 0 size 11 at 36 50 \"See \" ["))
    #expect(lines[4] == "  link → \"a\"")
    #expect(lines[6] == "  end link")
  }
}

@Suite struct PictureOfAPageTests {
  @Test func svgAndPNGAreDrawnTheSameTwice() throws {
    var small = SmallBook()
    small.addPage(label: "1", lines: [[.init("A page", color: .cmyk(0, 1, 1, 0))]], anchors: ["a"])
    let book = small.book
    func draw() throws -> ([UInt8], [UInt8]) {
      let (png, svg) = (MemorySink(), MemorySink())
      try PNGWriter(fonts: RepositoryFont.files, dpi: 100).write(book, page: 0, to: png)
      try SVGWriter(fonts: RepositoryFont.files).write(book, page: 0, to: svg)
      return (png.bytes, svg.bytes)
    }
    let (first, second) = (try draw(), try draw())
    let (samePNG, sameSVG) = (first.0 == second.0, first.1 == second.1)
    #expect(samePNG)
    #expect(sameSVG)
    #expect(String(decoding: first.1, as: UTF8.self).contains("<svg"))
    #expect(first.0.count > 500)
  }

  @Test func glyphsStandBetweenPixels() throws {
    var small = SmallBook()
    small.addPage(label: "", lines: [[.init("il")]])
    var list = DisplayListBuilder(small.book).build(page: 0)
    func draw(shiftedBy shift: Double) throws -> [UInt8] {
      let commands = list.commands
      defer { list.commands = commands }
      list.commands = commands.map { command in
        guard case .glyphs(let run, var origin) = command else { return command }
        origin.x += Length(points: shift)
        return .glyphs(run, at: origin)
      }
      let sink = MemorySink()
      try PNGWriter(fonts: RepositoryFont.files, dpi: 72).write(list, images: [], to: sink)
      return sink.bytes
    }
    let pictures = try [0, 0.2, 0.4].map { Set([try draw(shiftedBy: $0)]) }
    #expect(pictures[0].union(pictures[1]).union(pictures[2]).count == 3)
  }

  @Test func pagesTooLargeToDrawAreRefused() throws {
    var small = SmallBook()
    small.addPage(label: "1", lines: [])
    var list = DisplayListBuilder(small.book).build(page: 0)
    list.size.width = Length(points: 14_000)
    let writer = PNGWriter(fonts: RepositoryFont.files, dpi: 600)
    #expect(throws: OctavoError.self) { try writer.write(list, images: [], to: MemorySink()) }
    list.size.width = .zero
    #expect(throws: OctavoError.self) { try writer.write(list, images: [], to: MemorySink()) }
  }
}
