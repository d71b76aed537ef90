import Foundation
import OctavoBase
import Testing

@testable import OctavoText

@Suite("The font library")
struct FontLibraryTests {
  /// A folder of fonts that is gone after the test.
  private func withFolder(
    list: String, files: [String: [UInt8]], _ body: (String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("octavo-fonts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(list.utf8).write(to: folder.appendingPathComponent("fonts.yaml"))
    for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
    try body(folder.path)
  }

  private var garamond: [UInt8] {
    get throws {
      let path = Bundled.root + "/Fonts/eb-garamond/EBGaramond-Regular.ttf"
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
  }

  @Test func bundledFontsLoadWithoutFindings() throws {
    let loaded = try FontLibrary.load(folders: [Bundled.root + "/Fonts"])
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.value.families.first == "EB Garamond")
    #expect(loaded.value.faces.count == 26)
    for face in loaded.value.faces where face.family != "Noto Sans Symbols 2" {
      #expect(face.metrics.ascender > 40_000 && face.metrics.descender < 0, "\(face.path)")
      #expect((20_000...50_000).contains(face.metrics.xHeight), "\(face.path)")
      #expect(face.metrics.capHeight > face.metrics.xHeight, "\(face.path)")
    }
  }

  @Test func garamondHasBookFeaturesAndItsOwnSpace() throws {
    let library = try Bundled.library.get()
    let regular = try #require(library.select(family: "eb garamond", weight: 400, italic: false))
    #expect(library.face(regular).metrics.spaceWidth == 13_107)  // 0.2 em
    for scalar in "aÿαЯ—’ﬁ".unicodeScalars { #expect(library.covers(regular, scalar)) }
    #expect(!library.covers(regular, "漢"))
  }

  @Test func theNearestFaceIsChosen() throws {
    let library = try Bundled.library.get()
    func file(_ family: String, _ weight: Int, _ italic: Bool) -> String? {
      library.select(family: family, weight: weight, italic: italic)
        .map { library.face($0).path }?.split(separator: "/").last.map(String.init)
    }
    #expect(file("EB Garamond", 400, false) == "EBGaramond-Regular.ttf")
    #expect(file("EB Garamond", 600, true) == "EBGaramond-BoldItalic.ttf")
    #expect(file("EB Garamond", 550, false) == "EBGaramond-Bold.ttf")
    #expect(file("EB Garamond", 300, false) == "EBGaramond-Regular.ttf")
    #expect(file("JetBrains Mono", 700, true) == "JetBrainsMono-Italic.ttf")
    #expect(file("Noto Serif Hebrew", 700, true) == "NotoSerifHebrew-Regular.ttf")
    #expect(file("Garamond Premier", 400, false) == nil)
  }

  @Test func aFamilyThatIsNotThereIsNamedWithItsNearest() throws {
    let library = try Bundled.library.get()
    let found = library.diagnostics(forFamilies: ["EB Garamond", "EB Garamont"])
    #expect(found.map(\.code) == ["font.unknown-family"])
    #expect(found.first?.hints == ["write 'EB Garamond'"])
  }

  @Test func badFontFilesAreNamedAndTheRestIsUsed() throws {
    let list = """
      fonts:
        - {file: whole.ttf, family: Whole}
        - {file: cut.ttf, family: Cut}
        - {file: stub.ttf, family: Stub}
        - {file: text.ttf, family: Text}
        - {file: none.ttf, family: None}
      """
    let whole = try garamond
    let files = [
      "whole.ttf": whole, "cut.ttf": Array(whole.prefix(100_000)), "stub.ttf": [0, 1],
      "text.ttf": Array("This is not a font, whatever its name says.".utf8),
    ]
    try withFolder(list: list, files: files) { folder in
      let loaded = try FontLibrary.load(folders: [folder])
      #expect(loaded.value.families == ["Whole"])
      #expect(loaded.diagnostics.map(\.code) == Array(repeating: "font.unusable", count: 4))
      for (diagnostic, name) in zip(loaded.diagnostics, ["cut", "stub", "text", "none"]) {
        #expect(diagnostic.message.contains("/\(name).ttf'"))
      }
      let context = FontContext(loaded.value)
      #expect(!context.word(context.shape("whale")).hasMissingGlyph)
    }
  }

  @Test func fontsCutAnywhereNeverCrash() throws {
    let whole = try garamond
    for length in stride(from: 0, to: whole.count, by: 20_011) {
      let list = "fonts: [{file: cut.ttf, family: Cut}]"
      try withFolder(list: list, files: ["cut.ttf": Array(whole.prefix(length))]) { folder in
        #expect(throws: OctavoError.self) { try FontLibrary.load(folders: [folder]) }
      }
    }
  }

  @Test func damagedTablesNeverCrash() throws {
    var bytes = try garamond
    var state: UInt64 = 99
    for _ in 0..<4_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = 3_000 + Int(state >> 33) % (bytes.count - 3_000)
      bytes[place] = UInt8(truncatingIfNeeded: state >> 20)
    }
    let list = "fonts: [{file: damaged.ttf, family: Damaged}]"
    try withFolder(list: list, files: ["damaged.ttf": bytes]) { folder in
      guard let library = try? FontLibrary.load(folders: [folder]).value else { return }
      let context = FontContext(library)
      for word in ["whale", "ffi", "АБВ", "漢"] { _ = context.shape(word) }
    }
  }

  @Test func mistakesInTheListAreReportedWithTheirLines() throws {
    let list = """
      fonts:
        - {file: whole.ttf, family: Whole, wieght: 400}
        - {family: Nameless}
        - {file: whole.ttf, family: Heavy, weight: heavy}
        - {file: whole.ttf, family: Slanted, style: oblique}
      hyphenation:
        - {file: none.dic, languages: [en]}
      fnts: 3
      """
    try withFolder(list: list, files: ["whole.ttf": garamond]) { folder in
      let loaded = try FontLibrary.load(folders: [folder])
      let messages = loaded.diagnostics.map(\.message)
      #expect(loaded.value.families == ["Whole"])
      #expect(loaded.diagnostics.count == 6)
      #expect(messages.first?.contains("fonts.yaml:2:") == true)
      #expect(loaded.diagnostics.first?.hints == ["write 'weight'"])
      #expect(messages.last?.contains("none.dic") == true)
    }
  }

  @Test(arguments: ["", "[", "fonts: 3", "just words", "a: &x [*x]", "fonts: [3, [], {}]"])
  func noListAtAllIsAnErrorNotACrash(list: String) throws {
    try withFolder(list: list, files: [:]) { folder in
      #expect(throws: OctavoError.self) { try FontLibrary.load(folders: [folder]) }
    }
  }

  @Test func aMissingFolderIsAnError() {
    #expect(throws: OctavoError.self) { try FontLibrary.load(folders: ["/nowhere/at/all"]) }
  }

  @Test func checksumsAndLicencesOfBundledFilesHold() throws {
    let list = try String(contentsOfFile: Bundled.root + "/Fonts/fonts.yaml", encoding: .utf8)
    var sums = ""
    var file = ""
    for line in list.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " -"))
      }
      if parts.first == "file" { file = parts[1] }
      if parts.first == "sha256" { sums += "\(parts[1])  \(file)\n" }
    }
    #expect(sums.split(separator: "\n").count == 35)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    process.arguments = ["--check", "--quiet", "-"]
    process.currentDirectoryURL = URL(fileURLWithPath: Bundled.root + "/Fonts")
    let input = Pipe()
    process.standardInput = input
    try process.run()
    input.fileHandleForWriting.write(Data(sums.utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    for face in try Bundled.library.get().faces {
      let folder = URL(fileURLWithPath: face.path).deletingLastPathComponent().path
      #expect(FileManager.default.fileExists(atPath: folder + "/LICENSE.txt"))
    }
  }
}
