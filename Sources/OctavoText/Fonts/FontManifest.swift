import OctavoBase
import Yams

/// What a folder's `fonts.yaml` lists, paths made ready to open.
struct FontManifest: Sendable {
  struct Face: Sendable {
    let path: String
    let family: String
    let weight: Int
    let isItalic: Bool
    /// Its name, such as `OFL-1.1`; empty where the list names none.
    let licence: String
  }

  struct Dictionary: Sendable {
    let path: String
    let languages: [LanguageTag]
  }

  var faces: [Face] = []
  var dictionaries: [Dictionary] = []
  /// Families asked, in order, for characters that the requested ones lack.
  var fallbacks: [String] = []
}

/// Reads `fonts.yaml`. Everything wrong is reported with its line; sound entries are kept.
struct FontManifestReader {
  private let folder: String
  private let name: String
  private(set) var diagnostics: [Diagnostic] = []

  private init(folder: String) {
    self.folder = folder
    name = folder + "/fonts.yaml"
  }

  static func read(folder: String) -> Outcome<FontManifest> {
    var reader = FontManifestReader(folder: folder)
    let manifest = reader.read()
    return Outcome(manifest, reader.diagnostics)
  }

  private mutating func read() -> FontManifest {
    var manifest = FontManifest()
    guard let bytes = FileBytes.read(name, limit: 4 << 20) else {
      report("font.no-list", "'\(name)' cannot be read; a folder of fonts needs one")
      return manifest
    }
    guard let root = compose(bytes) else { return manifest }
    guard let mapping = root.mapping else {
      report("font.list", "a map with 'fonts' and 'hyphenation' is needed here", root)
      return manifest
    }
    for (key, value) in mapping {
      switch key.string ?? "" {
      case "fonts": manifest.faces = entries(value, Self.faceKeys).compactMap { face($0) }
      case "hyphenation":
        manifest.dictionaries = entries(value, Self.dictionaryKeys).compactMap { dictionary($0) }
      case "fallbacks": manifest.fallbacks = strings(value)
      case let other: unknown(other, in: ["fallbacks", "fonts", "hyphenation"], key)
      }
    }
    return manifest
  }

  private mutating func compose(_ bytes: [UInt8]) -> Node? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report("font.list", "'\(name)' is not UTF-8")
      return nil
    }
    do {
      return try Yams.compose(yaml: text, .basic)
    } catch {
      report("font.list", "'\(name)' is not YAML: \(error)")
      return nil
    }
  }

  private static let faceKeys = [
    "family", "features", "file", "licence", "sha256", "source", "style", "weight",
  ]
  private static let dictionaryKeys = ["file", "languages", "licence", "sha256", "source"]

  /// The maps of a list, unknown keys reported.
  private mutating func entries(_ node: Node, _ keys: [String]) -> [Node.Mapping] {
    guard let sequence = node.sequence else {
      report("font.list", "a list is needed here", node)
      return []
    }
    var found: [Node.Mapping] = []
    for entry in sequence {
      guard let mapping = entry.mapping else {
        report("font.list", "a map with the keys \(keys.joined(separator: ", ")) is needed", entry)
        continue
      }
      for (key, _) in mapping where !keys.contains(key.string ?? "") {
        unknown(key.string ?? "", in: keys, key)
      }
      found.append(mapping)
    }
    return found
  }

  private mutating func face(_ mapping: Node.Mapping) -> FontManifest.Face? {
    guard let file = text("file", mapping), let family = text("family", mapping) else { return nil }
    let weight = mapping["weight"]?.int ?? 400
    if !(1...1000).contains(weight) || (mapping["weight"] != nil && mapping["weight"]?.int == nil) {
      report("font.list", "'weight' is a number from 1 to 1000", mapping["weight"])
      return nil
    }
    let style = mapping["style"]?.string ?? "upright"
    guard style == "upright" || style == "italic" else {
      report("font.list", "'style' is upright or italic, not '\(style)'", mapping["style"])
      return nil
    }
    return FontManifest.Face(
      path: "\(folder)/\(file)", family: family, weight: weight, isItalic: style == "italic",
      licence: mapping["licence"]?.string ?? "")
  }

  private mutating func dictionary(_ mapping: Node.Mapping) -> FontManifest.Dictionary? {
    guard let file = text("file", mapping) else { return nil }
    let languages = mapping["languages"].map { strings($0) } ?? []
    return FontManifest.Dictionary(
      path: "\(folder)/\(file)", languages: languages.map { LanguageTag($0) })
  }

  private mutating func text(_ key: String, _ mapping: Node.Mapping) -> String? {
    if let value = mapping[key]?.string, !value.isEmpty { return value }
    report("font.list", "the key '\(key)' is missing or empty", mapping.first?.key)
    return nil
  }

  private mutating func strings(_ node: Node) -> [String] {
    if let sequence = node.sequence { return sequence.compactMap(\.string) }
    report("font.list", "a list of names is needed here", node)
    return []
  }

  private mutating func unknown(_ key: String, in keys: [String], _ node: Node) {
    let near = NearestName.of(key, in: keys)
    report(
      "font.unknown-key",
      "the key '\(key)' is unknown; allowed are \(keys.joined(separator: ", "))",
      node, hints: near.map { ["write '\($0)'"] } ?? [])
  }

  private mutating func report(
    _ code: String, _ message: String, _ node: Node? = nil, hints: [String] = []
  ) {
    let place = node?.mark.map { "\(name):\($0.line):\($0.column): " } ?? ""
    diagnostics.append(Diagnostic(.error, code, place + message, hints: hints))
  }
}
