public import OctavoBase
import Synchronization

/// All fonts and hyphenation dictionaries a book may be set with: those listed in `fonts.yaml` of
/// the bundled folder and, after it, of a template's own. Immutable to its users, shared by threads.
///
/// Files are mapped, not read; coverage, dictionaries and Pango are made when first asked for.
public final class FontLibrary: Sendable {
  /// In the order of the lists; a face's `id` is its index.
  public let faces: [FontFace]
  /// Families asked, in order, for characters that the requested ones lack.
  package let fallbacks: [String]
  let dictionaries: DictionaryShelf
  let pango: PangoFonts
  private let resources: [HarfBuzzFace]
  private let coverages: Mutex<[Coverage?]>

  /// Opens the fonts of `folders`, each of which holds a `fonts.yaml`. Later folders win where two
  /// faces suit a request equally.
  ///
  /// Files that do not load are errors in the outcome; with no usable face at all it throws.
  public static func load(folders: [String]) throws(OctavoError) -> Outcome<FontLibrary> {
    var manifests: [FontManifest] = []
    var diagnostics: [Diagnostic] = []
    for folder in folders {
      let read = FontManifestReader.read(folder: folder)
      manifests.append(read.value)
      diagnostics += read.diagnostics
    }
    var faces: [FontFace] = []
    var resources: [HarfBuzzFace] = []
    for entry in manifests.flatMap(\.faces) {
      if let opened = open(entry, index: faces.count, &diagnostics) {
        faces.append(opened.face)
        resources.append(opened.resource)
      }
    }
    guard !faces.isEmpty else {
      let none = Diagnostic(
        .error, "font.none", "no usable font in \(folders.joined(separator: ", "))")
      throw OctavoError(.missingInput, [none] + diagnostics)
    }
    let shelf = DictionaryShelf(manifests.flatMap(\.dictionaries))
    diagnostics += shelf.faults()
    let library = FontLibrary(
      faces: faces, resources: resources, fallbacks: manifests.flatMap(\.fallbacks),
      dictionaries: shelf)
    return Outcome(library, diagnostics)
  }

  private init(
    faces: [FontFace], resources: [HarfBuzzFace], fallbacks: [String], dictionaries: DictionaryShelf
  ) {
    self.faces = faces
    self.resources = resources
    self.fallbacks = fallbacks
    self.dictionaries = dictionaries
    pango = PangoFonts(paths: faces.map(\.path))
    coverages = Mutex(Array(repeating: nil, count: faces.count))
  }

  private static func open(
    _ entry: FontManifest.Face, index: Int, _ diagnostics: inout [Diagnostic]
  ) -> (face: FontFace, resource: HarfBuzzFace)? {
    if let fault = FontFileCheck.fault(atPath: entry.path) {
      diagnostics.append(
        Diagnostic(.error, "font.unusable", "the font file '\(entry.path)' \(fault)"))
      return nil
    }
    guard index < Int(UInt16.max), let resource = HarfBuzzFace(path: entry.path, faceIndex: 0)
    else {
      diagnostics.append(
        Diagnostic(.error, "font.unusable", "the font file '\(entry.path)' holds no glyphs"))
      return nil
    }
    let face = FontFace(
      id: FontID(index: UInt16(index)), path: entry.path, faceIndex: 0, family: entry.family,
      weight: entry.weight, isItalic: entry.isItalic, licence: entry.licence,
      unitsPerEm: resource.unitsPerEm,
      metrics: FontMetrics(of: HarfBuzzFont(resource)))
    return (face, resource)
  }

  /// Family names in order of first listing.
  public var families: [String] {
    var seen: Set<String> = []
    return faces.map(\.family).filter { seen.insert($0.lowercased()).inserted }
  }

  /// The face of an id this library gave.
  public func face(_ id: FontID) -> FontFace { faces[Int(id.index)] }

  /// Whether the face has a glyph for a character.
  public func covers(_ id: FontID, _ scalar: Unicode.Scalar) -> Bool {
    coverage(id).contains(scalar.value)
  }

  func coverage(_ id: FontID) -> Coverage {
    coverages.withLock { coverages in
      if let known = coverages[Int(id.index)] { return known }
      let coverage = Coverage(ranges: resources[Int(id.index)].unicodeRanges())
      coverages[Int(id.index)] = coverage
      return coverage
    }
  }

  /// A font of its own for one thread.
  func font(_ id: FontID) -> HarfBuzzFont { HarfBuzzFont(resources[Int(id.index)]) }

  /// Reads the hyphenation dictionary of a language now (4 ms for English, 70 for German), so that it is there when
  /// layout begins; for a thread that has nothing else to do. False where there is none.
  @discardableResult
  package func prepareHyphenation(for language: LanguageTag) -> Bool {
    dictionaries.dictionary(for: language) != nil
  }
}
