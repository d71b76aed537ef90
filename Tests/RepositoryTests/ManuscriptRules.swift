import Foundation
import OctavoTestSupport
import Testing

/// The handbook's folder and its `book.yaml` agree.
@Suite("Handbook")
struct ManuscriptRules {
  private static let folder = "Fixtures/handbook"

  @Test("every file of the handbook is in the book, and every name leads to a file")
  func handbookIsComplete() throws {
    let book = try Repository.text(Self.folder + "/book.yaml")
    let named = Set(book.matches(of: /[\w\/.\-]+\.md/).map { String($0.output) })
    let present = Set(
      Repository.files(below: Self.folder).filter { $0.hasSuffix(".md") }
        .map { String($0.dropFirst(Self.folder.count + 1)) })
    #expect(named.subtracting(present).sorted() == [])
    #expect(present.subtracting(named).sorted() == [])
  }

  @Test("every figure of the handbook is used, and every one it shows is there")
  func figuresAreThere() throws {
    let texts = try Repository.files(below: Self.folder)
      .filter { $0.hasSuffix(".md") }.map(Repository.text)
    let shown = Set(
      texts.flatMap { $0.matches(of: /\]\((figures\/[\w.\-]+)/).map { String($0.output.1) } })
    let present = Set(
      Repository.files(below: Self.folder + "/figures")
        .map { String($0.dropFirst(Self.folder.count + 1)) })
    #expect(shown == present)
  }
}
