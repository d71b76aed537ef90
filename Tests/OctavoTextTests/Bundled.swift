import OctavoBase

@testable import OctavoText

/// The fonts of the repository, opened once for all tests.
enum Bundled {
  /// The repository's root, from this file's place in it.
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  static let library: Result<FontLibrary, OctavoError> = {
    do throws(OctavoError) {
      return .success(try FontLibrary.load(folders: [root + "/Fonts"]).value)
    } catch {
      return .failure(error)
    }
  }()

  static func context() throws -> FontContext { FontContext(try library.get()) }

  static let text = FontRequest(families: ["EB Garamond"], language: LanguageTag("en-US"))
}

extension FontContext {
  func shape(
    _ text: String, _ request: FontRequest = Bundled.text, run: RunProperties = .plain
  ) -> WordID {
    let id = instance(request)
    return Array(text.utf8).withUnsafeBufferPointer { shape($0, in: id, run: run) }
  }

  func fragment(
    _ text: String, hyphen: Bool, _ request: FontRequest = Bundled.text
  ) -> WordID {
    let id = instance(request)
    return Array(text.utf8).withUnsafeBufferPointer {
      shapeFragment($0, in: id, appendHyphen: hyphen)
    }
  }

  func glyphIDs(_ word: WordID) -> [UInt16] { glyphs(of: word).map(\.glyph) }

  /// The word with its divisions marked.
  func divided(_ text: String, _ settings: HyphenationSettings) -> String {
    let word = shape(text)
    let points = hyphenationPoints(of: word, hyphenation(settings)).map { Int($0.byteOffset) }
    var bytes: [UInt8] = []
    for (index, byte) in text.utf8.enumerated() {
      if points.contains(index) { bytes.append(0x2D) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
