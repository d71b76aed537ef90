import Foundation
import Octavo
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import OctavoTechnicalManuscript
import OctavoTestSupport
import Testing

/// A technical book: a hundred blocks of code, sixty tables, eighty figures.
@Suite("Technical book")
struct TechnicalBookTests {
  /// The book as the template `modern` has it; set once for all tests.
  private static let book: Result<TypesetResult, any Error> = Result {
    let folder = try TemporaryFolder()
    try TechnicalManuscript().write(to: folder.path)
    return try SmallBook.set(path: folder.path, threads: 2)
  }

  /// What stands on a page, in the coordinates it is read in.
  private struct Sheet {
    let page: Int
    let items: [PageFragment.Item]
    let division: PagedDivision
    /// The text block.
    let block: Rect
  }

  /// The pages, and each turned table as a page of its own.
  private static func sheets(_ result: TypesetResult) -> [Sheet] {
    let page = result.sheet.page
    let height = page.grid * page.lines
    var sheets: [Sheet] = []
    for division in result.pages.divisions {
      for (index, fragment) in division.pages.enumerated() {
        let number = division.firstPage + index
        let left = page.left(isRecto: number % 2 == 0)
        let upright = Rect(x: left, y: page.topMargin, width: page.measure, height: height)
        let turned = Rect(
          x: page.trim.height - page.topMargin - height, y: left, width: height,
          height: page.measure)
        let floats = fragment.floats.filter { !$0.isTurned }.flatMap(\.items)
        sheets.append(
          Sheet(
            page: number + 1, items: fragment.items + floats, division: division, block: upright))
        for float in fragment.floats where float.isTurned {
          sheets.append(
            Sheet(page: number + 1, items: float.items, division: division, block: turned))
        }
      }
    }
    return sheets
  }

  @Test("no glyph stands beside the measure or below the page without being reported")
  func overflow() throws {
    let result = try Self.book.get()
    // Punctuation hangs, and a spread may be a line longer than the others.
    let hang = result.sheet[.body].text.size / 2
    let reported = result.diagnostics.filter { $0.code == "layout.overfull-line" }.count
    var wide: [String] = []
    var low: [String] = []
    for sheet in Self.sheets(result) {
      let block = sheet.block
      for case .line(let index, let at) in sheet.items {
        let store = sheet.division.store
        let line = store.lines[Int(index)]
        let foot = block.maxY + result.sheet.page.grid
        for run in line.runs.map({ store.runs[Int($0)] }) where !line.isDecoration {
          let glyphs = store.glyphs[Int(run.glyphs.lowerBound)..<Int(run.glyphs.upperBound)]
          let first = Int64(glyphs.first?.x ?? 0)
          let left = at.x + run.x + Length(scaledPoints: first)
          let right = at.x + run.x + run.width
          let words = String(
            decoding: store.text[Int(run.text.lowerBound)..<Int(run.text.upperBound)],
            as: UTF8.self)
          if left < block.origin.x - hang || right > block.maxX + hang {
            wide.append("page \(sheet.page): \(words)")
          }
          if at.y > foot { low.append("page \(sheet.page): \(words)") }
        }
      }
      for case .image(let image) in sheet.items {
        let isInside =
          image.frame.origin.x >= block.origin.x - hang && image.frame.maxX <= block.maxX + hang
          && image.frame.maxY <= block.maxY + result.sheet.page.grid
        #expect(isInside, "page \(sheet.page): \(image.alternative)")
      }
    }
    #expect(wide.count <= reported, "\(reported) reported: \(wide)")
    #expect(low.isEmpty, "\(low)")
  }

  @Test("every figure is printed once, with its caption")
  func figures() throws {
    let result = try Self.book.get()
    var shown: [Int: Int] = [:]
    for sheet in Self.sheets(result) {
      for case .image(let image) in sheet.items { shown[image.image, default: 0] += 1 }
    }
    #expect(shown.count == TechnicalManuscript.figures)
    #expect(shown.values.allSatisfy { $0 == 1 })
    let captions = result.pages.lines(.caption).map(\.text).joined(separator: " ")
    for number in 0..<TechnicalManuscript.figures {
      #expect(captions.contains("Figure F\(number): "))
    }
  }

  @Test("every table is printed, its last row with it; what is wider than the page is turned")
  func tables() throws {
    let result = try Self.book.get()
    let printed = BookUnits.compact(
      result.pages.lines.filter { !$0.isInNote }.map(\.ownText).joined())
    var count = 0
    for division in result.book.divisions {
      for case .table(let table) in division.blocks.map(\.content) {
        count += 1
        let words = table.rows.last?.cells.flatMap { $0 } ?? []
        for case .code(let word) in words {
          #expect(printed.contains(BookUnits.compact(word)))
        }
      }
    }
    #expect(count == TechnicalManuscript.tables)
    let turned = result.pages.divisions.flatMap(\.pages).flatMap(\.floats).filter(\.isTurned)
    #expect(!turned.isEmpty)
    #expect(turned.count >= result.diagnostics.filter { $0.code == "layout.table-turned" }.count)
  }

  @Test("no word of it is lost")
  func words() throws {
    let result = try Self.book.get()
    var code = 0
    for (division, paged) in zip(result.book.divisions, result.pages.divisions) {
      let lines = paged.setLines
      let text = BookUnits.compact(lines.filter { !$0.isInNote }.map(\.ownText).joined())
      let notes = BookUnits.compact(lines.filter(\.isInNote).map(\.ownText).joined())
      let units = BookUnits(division)
      let title = Inline.plainText(division.title)
      let lost = Self.lost(units.text, in: text) + Self.lost(units.notes, in: notes)
      #expect(lost.isEmpty, "\(title): \(lost.prefix(3))")
      for block in division.blocks { if case .code = block.content { code += 1 } }
    }
    #expect(code == TechnicalManuscript.codeBlocks)
  }

  /// Pieces that a text has less often than they are wanted.
  private static func lost(_ units: [String], in text: String) -> [String] {
    var wanted: [String: Int] = [:]
    for unit in units { wanted[unit, default: 0] += 1 }
    // Long pieces alone: short ones stand within others.
    return wanted.filter { unit, count in
      unit.count > 12 && text.components(separatedBy: unit).count - 1 < count
    }.map(\.key).sorted()
  }
}
