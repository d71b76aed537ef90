import Foundation
import OctavoTestSupport
import Testing

/// Every bundled face may be given away, and is the file that was reviewed.
@Suite("Fonts", .ownThreads)
struct FontRules {
  private static let listing = "Fonts/fonts.yaml"

  private static func faces() -> [String] {
    Repository.files(below: "Fonts").filter {
      [".ttf", ".otf", ".ttc"].contains(where: $0.lowercased().hasSuffix)
    }
  }

  @Test("each face is listed with its checksum")
  func facesAreListed() throws {
    let faces = Self.faces()
    guard !faces.isEmpty else { return }
    let text = try Repository.text(Self.listing)
    let sums = try Shell.run("sha256sum", ["--"] + faces)
    #expect(sums.status == 0, "\(sums.err)")
    for line in sums.out.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      let path = parts[1].drop(while: { $0 == " " || $0 == "*" })
      let name = path.split(separator: "/").last ?? path
      #expect(text.contains(name), "\(path) is not in fonts.yaml")
      #expect(text.contains(parts[0]), "\(path) has the checksum \(parts[0])")
    }
  }

  @Test("each face that is listed is there")
  func listedFacesExist() throws {
    let files = Repository.files(below: "Fonts")
    guard files.contains(Self.listing) else { return }
    let names = try Repository.text(Self.listing)
      .matches(of: /[\w.\/\-]+\.(ttf|otf|ttc|dic)/).map { String($0.output.0) }
    for name in names {
      #expect(files.contains { $0.hasSuffix("/" + name) }, "fonts.yaml names \(name)")
    }
  }

  @Test("each hyphenation dictionary is listed with its checksum and has its licence beside it")
  func dictionariesAreListed() throws {
    let files = Repository.files(below: "Fonts")
    let dictionaries = files.filter { $0.hasSuffix(".dic") }
    guard !dictionaries.isEmpty else { return }
    let text = try Repository.text(Self.listing)
    for line in try Shell.run("sha256sum", ["--"] + dictionaries).out.split(separator: "\n") {
      #expect(text.contains(line.prefix(64)), "fonts.yaml lacks the checksum of \(line)")
    }
    for path in dictionaries {
      let licence = path.dropLast(".dic".count) + ".LICENSE.txt"
      #expect(files.contains(String(licence)), "\(path) has no \(licence)")
    }
  }

  @Test("each family's folder holds its licence")
  func licencesStandBesideTheFaces() {
    let files = Repository.files(below: "Fonts")
    let folders = Set(Self.faces().map { Self.folder($0) })
    for folder in folders.sorted() {
      let hasLicence = files.contains { file in
        guard Self.folder(file) == folder else { return false }
        let name = file.dropFirst(folder.count + 1).lowercased()
        return ["ofl", "licen", "copying"].contains(where: name.contains)
      }
      #expect(hasLicence, "\(folder) has no licence file")
    }
  }

  private static func folder(_ path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }
}
