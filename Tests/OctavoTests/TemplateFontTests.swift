import Foundation
import OctavoTestSupport
import Testing

/// Fonts that come with a template.
@Suite("Template fonts", .ownThreads)
struct TemplateFontTests {
  private static let design = """
    extends: standard
    fonts:
      text: [House Serif, EB Garamond]
    """

  private func book(list: String, in folder: borrowing TemporaryFolder) throws -> String {
    try folder.write(Self.design, to: "house/template.yaml")
    try folder.write(list, to: "house/fonts.yaml")
    let font = Repository.path("Fixtures/fonts/CompactOutlines.otf")
    _ = try Shell.run("cp", [font, folder.path + "/house/Serif.otf"])
    return try folder.write(
      "---\ntitle: T\ntemplate: ./house\n---\n# A\n\nSome words in the serif of the house.\n",
      to: "b.md")
  }

  @Test("a template's own font sets the book and is embedded")
  func ownFont() throws {
    let folder = try TemporaryFolder()
    let list = "fonts:\n  - {file: Serif.otf, family: House Serif}\n"
    let result = try Program.octavo([
      "export", try book(list: list, in: folder), "-o", folder.path,
    ])
    #expect(result.status == 0, "\(result.err)")
    let fonts = try Shell.run("pdffonts", [folder.path + "/b.pdf"]).out
    #expect(fonts.contains("EBGaramond12-Regular") && fonts.contains("CID Type 0C"), "\(fonts)")
  }

  @Test("a font the template lists but hasn't got is named")
  func missingFont() throws {
    let folder = try TemporaryFolder()
    let list = "fonts:\n  - {file: Sherif.otf, family: House Serif}\n"
    let result = try Program.octavo([
      "export", try book(list: list, in: folder), "-o", folder.path,
    ])
    #expect(result.status == 65)
    #expect(result.err.contains("Sherif.otf"))
  }
}
