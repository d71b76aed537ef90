import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import OctavoTestSupport
import Testing

/// Tables that fit no upright page, cells over several rows, and text in another language.
@Suite("Turned tables")
struct TurnedTableTests {
  private static let before = "# One\n\nA paragraph stands before it.\n\n"

  /// A table of long words in so many columns.
  private func table(columns: Int, rows: Int, caption: String) -> String {
    let row = "|" + String(repeating: " incomprehensibility |", count: columns) + "\n"
    let marks = "|" + String(repeating: "---|", count: columns) + "\n"
    return row + marks + String(repeating: row, count: rows) + "\nTable: \(caption)\n"
  }

  private func turned(_ book: TypesetResult) -> [PageFragment.Float] {
    book.pages.divisions.flatMap(\.pages).flatMap(\.floats).filter(\.isTurned)
  }

  @Test("a table too wide in the smallest type is turned, with its caption and a note of it")
  func tooWide() throws {
    let book = try SmallBook.set(
      Self.before + table(columns: 5, rows: 4, caption: "Words {#tbl:w}"))
    #expect(turned(book).count == 1)
    #expect(book.diagnostics.map(\.code) == ["layout.table-reduced", "layout.table-turned"])
    #expect(book.pages.lines(.caption).map(\.text) == ["Table 1. Words"])
    #expect(book.pages.page(of: "tbl:w") == 2)
  }

  @Test("a turned table longer than its page goes on, its head repeated, and loses nothing")
  func long() throws {
    let book = try SmallBook.set(
      Self.before + table(columns: 5, rows: 60, caption: "Words {#tbl:w}"))
    #expect(turned(book).count > 1)
    let words =
      book.pages.lines(.tableBody).map(\.ownText).joined()
      .components(separatedBy: "incomprehensibility").count - 1
    #expect(words == 300)
    #expect(book.pages.lines(.tableHead).count == 5 * turned(book).count)
  }

  @Test("the manuscript asks for the turn, or forbids it")
  func orientation() throws {
    let small = "| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: Small {#tbl:s orientation=landscape}\n"
    #expect(turned(try SmallBook.set(Self.before + small)).count == 1)
    let wide = table(columns: 5, rows: 2, caption: "Words {#tbl:w orientation=portrait}")
    let book = try SmallBook.set(Self.before + wide)
    #expect(turned(book).isEmpty)
    #expect(book.diagnostics.contains { $0.code == "layout.table-too-wide" })
    let wrong = small.replacing("landscape", with: "landscap")
    let told = try SmallBook.set(Self.before + wrong).diagnostics
    #expect(told.map(\.code) == ["layout.bad-orientation"])
    #expect(told.first?.hints.first == "did you mean 'landscape'?")
  }

  @Test("a note called in a turned table stands below it, once")
  func notes() throws {
    let text = table(columns: 5, rows: 2, caption: "Words[^n] {#tbl:w}") + "\n[^n]: Long ones.\n"
    let book = try SmallBook.set(Self.before + text)
    let notes = book.pages.lines.filter(\.isInNote)
    #expect(notes.map(\.text).joined().contains("Long ones."))
    #expect(Set(notes.map(\.page)) == [2])
  }

  @Test("rows that share a cell stand together, and its lines beside all of them")
  func spans() throws {
    let book = try SmallBook.set(
      Self.before
        + "| a | b |\n|---|---|\n| one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen | first |\n| ^^ | second |\n"
    )
    let lines = book.pages.lines(.tableBody)
    let first = try #require(lines.first { $0.text == "first" })
    let second = try #require(lines.first { $0.text == "second" })
    #expect(lines.first?.y == first.y)
    #expect(second.y > first.y)
    #expect(
      lines.filter { $0.text != "first" && $0.text != "second" }.contains { $0.y == second.y })
  }

  @Test("a passage in another language is divided by that language's rules")
  func language() throws {
    let word = "Donaudampfschifffahrtsgesellschaftskapitän"
    func ends(_ text: String) throws -> [String] {
      try SmallBook.set("# One\n\n" + text + "\n").pages.lines
        .filter(\.endsInHyphen).map(\.text)
    }
    let filler = String(repeating: "a bc ", count: 11)
    let german = try ends("\(filler)[\(word) \(word) \(word)]{lang=de}")
    let english = try ends("\(filler)\(word) \(word) \(word)")
    #expect(!german.isEmpty)
    #expect(german != english)
  }

  @Test("the capital of a reference at a sentence's start")
  func references() throws {
    let book = try SmallBook.set(
      Self.before
        + "| a |\n|---|\n| 1 |\n\nTable: T {#tbl:t}\n\n[@tbl:t] is short. See [@tbl:t].\n")
    #expect(book.pages.lines.runningText.contains("Table 1 is short. See table 1."))
  }

  @Test("what a cell begins with changes nothing of the one before", arguments: ["😀 ok", "שלום"])
  func apart(word: String) throws {
    let long =
      "gamma delta the delta representation alpha internationalisation gamma it of well-known beta"
    func lines(_ last: String) throws -> [String] {
      try SmallBook.set("# One\n\n| A | B |\n|---|---|\n| \(long) | \(last) |\n")
        .pages.lines(.tableBody).map { "\($0.text) \($0.x) \($0.right)" }
    }
    let plain = try lines(word)
    #expect(plain.count > 2)
    #expect(try lines("&#32;" + word) == plain)
    #expect(try lines("<!-- checked --> " + word) == plain)
  }
}
