import COctavoSVG

/// The fonts in which text within SVGs is set: the book's own, never the system's.
///
/// A class because it owns the fontconfig set-up that Pango reads.
final class SVGFonts {
  let pointer: OpaquePointer?

  /// What stands for families the book has not, by kind: the bundled ones that are plainest.
  private static let standIns = """
    <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>\
    <alias><family>serif</family><prefer><family>EB Garamond</family>\
    <family>DejaVu Serif</family></prefer></alias>\
    <alias><family>monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>\
    <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>\
    <match target="pattern"><edit name="family" mode="append_last">\
    <string>DejaVu Sans</string></edit></match></fontconfig>
    """

  init(_ files: FontFiles) {
    var seen: Set<String> = []
    let paths = files.faces.map(\.path).filter { seen.insert($0).inserted }
    // All texts in one piece, each at its own place.
    let texts = paths.map { Array($0.utf8CString) }
    let starts = texts.indices.map { texts[..<$0].reduce(0) { $0 + $1.count } }
    pointer = Array(texts.joined()).withUnsafeBufferPointer { bytes in
      let pointers = starts.map { start in bytes.baseAddress.map { $0 + start } }
      return octavo_svg_fonts_new(pointers, pointers.count, Self.standIns)
    }
  }

  deinit { if let pointer { octavo_svg_fonts_free(pointer) } }
}
