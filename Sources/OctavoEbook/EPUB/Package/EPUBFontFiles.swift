import OctavoBase
import OctavoStyle

/// The fonts an e-book carries, each cut down to the characters of the book.
struct EPUBFontFiles {
  /// A font's file.
  struct File {
    let font: EbookFont
    /// The path below the package's folder.
    let path: String
    let bytes: [UInt8]

    /// As EPUB 3.3 (§3.2) knows it.
    var mediaType: String { isCompact ? "font/otf" : "font/ttf" }

    private var isCompact: Bool { bytes.starts(with: "OTTO".utf8) }
  }

  private(set) var files: [File] = []
  private(set) var families = EmbeddedFamilies()
  private(set) var diagnostics: [Diagnostic] = []

  init(_ edition: Edition, text: BookText, fonts: EbookFonts, threads: Int) {
    let sheet = edition.sheet
    guard sheet.fonts.embedding != .none else { return }
    families = EmbeddedFamilies(sheet)
    let characters = Characters(text, sheet)
    let wanted = chosen(
      families.wishes(sheet, hasCode: characters.hasCode).compactMap {
        fonts.find($0.family, $0.weight, $0.isItalic)
      })
    let cuts = ParallelMap.run(count: wanted.count, threads: threads, makeContext: {}) { index, _ in
      fonts.cut(wanted[index], characters.all)
    }
    for (font, cut) in zip(wanted, cuts) {
      switch cut {
      case .success(let bytes): add(font, bytes)
      case .failure(let error): diagnostics += error.diagnostics.map(Self.asWarning)
      }
    }
  }

  /// The fonts that may be embedded, each once; of the others it is said why not.
  private mutating func chosen(_ fonts: [EbookFont]) -> [EbookFont] {
    var seen: Set<EbookFont> = []
    var refused: Set<String> = []
    var chosen: [EbookFont] = []
    for font in fonts where seen.insert(font).inserted {
      guard let refusal = font.refusal else {
        chosen.append(font)
        continue
      }
      guard refused.insert(font.family).inserted else { continue }
      diagnostics.append(
        Diagnostic(
          .warning, "epub.font-not-embedded",
          "the font “\(font.family)” is not embedded in the e-book: \(refusal)",
          hints: ["the template's 'epub.fonts' is 'none', 'heads' or 'all'"]))
    }
    return chosen
  }

  private mutating func add(_ font: EbookFont, _ bytes: [UInt8]) {
    let ending = bytes.starts(with: "OTTO".utf8) ? "otf" : "ttf"
    let name =
      [
        ArchiveName.numbered(files.count + 1), ArchiveName.plain(font.family), "\(font.weight)",
      ].joined(separator: "-") + (font.isItalic ? "-italic" : "")
    files.append(File(font: font, path: "fonts/\(name).\(ending)", bytes: bytes))
  }

  /// A book without a font is a book all the same.
  private static func asWarning(_ diagnostic: Diagnostic) -> Diagnostic {
    Diagnostic(.warning, diagnostic.code, diagnostic.message, hints: diagnostic.hints)
  }
}

extension EPUBFontFiles {
  /// Which characters a book's files and style sheet show.
  private struct Characters {
    private(set) var all = Set<UInt32>(0x20...0x7E)
    private(set) var hasCode = false

    init(_ text: BookText, _ sheet: StyleSheet) {
      var found: Set<UInt32> = []
      for file in text.files {
        let markup = file.markup.bytes
        hasCode = hasCode || Self.holds(markup, "<code")
        Self.collect(markup, into: &found)
      }
      let made = sheet.ornaments.sceneBreak + sheet.ornaments.chapter + "\u{A0}–•☐☑"
      Self.collect(Array(made.utf8), into: &found)
      for value in found {
        all.insert(value)
        // Style sheets set capitals where the text has none.
        guard let scalar = Unicode.Scalar(value) else { continue }
        for capital in scalar.properties.uppercaseMapping.unicodeScalars {
          all.insert(capital.value)
        }
      }
    }

    /// Adds the characters of more than one byte.
    private static func collect(_ bytes: [UInt8], into found: inout Set<UInt32>) {
      var last: UInt32 = 0
      var index = 0
      while index < bytes.count {
        guard bytes[index] >= 0x80 else {
          index += 1
          continue
        }
        let length = XMLCharacter.length(bytes[index])
        var value = UInt32(bytes[index]) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for byte in bytes[(index + 1)..<min(index + length, bytes.count)] {
          value = value << 6 | UInt32(byte & 0x3F)
        }
        if value != last { found.insert(value) }
        last = value
        index += length
      }
    }

    private static func holds(_ bytes: [UInt8], _ word: StaticString) -> Bool {
      let sought = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
      return bytes.indices.dropLast(sought.count - 1).contains { index in
        bytes[index] == sought[0] && bytes[index...].starts(with: sought)
      }
    }
  }
}
