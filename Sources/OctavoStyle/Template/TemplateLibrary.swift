public import OctavoBase

/// The templates in some folders, found by name; each is a folder with a `template.yaml`.
public struct TemplateLibrary: Sendable {
  /// Searched in order; the first that holds a name wins.
  public let folders: [String]

  /// A library of the templates in `folders`.
  public init(folders: [String]) { self.folders = folders }

  /// The names of all templates, sorted, each once.
  public var names: [String] {
    let all = folders.flatMap { folder in
      TextFile.names(in: folder).filter { TextFile.exists("\(folder)/\($0)/template.yaml") }
    }
    return Set(all).sorted()
  }

  /// Loads a template and all it extends, base first. A name that holds a slash, or ends in
  /// `.yaml`, is a path; findings about it show what was `asked` for.
  ///
  /// The files join `sources`, so that findings print with their lines. A template that is not
  /// there is a finding at `span`; the chain is then empty. Throws where a file is there but cannot
  /// be read.
  public func load(
    _ name: String, asked: String? = nil, at span: SourceSpan? = nil, sources: inout SourceMap
  ) throws(OctavoError) -> Outcome<[Template]> {
    var chain: [Template] = []
    var diagnostics: [Diagnostic] = []
    var wanted: (name: String, span: SourceSpan?)? = (name, span)
    var visited: [String] = []
    while let next = wanted {
      wanted = nil
      guard let place = find(next.name, beside: chain.last?.folder, besides: visited.last) else {
        let shown = chain.isEmpty ? asked ?? next.name : next.name
        diagnostics.append(
          unknown(next.name, shown, beside: chain.last?.folder, at: next.span))
        break
      }
      let identity = TextFile.identity(of: place.file)
      if let first = visited.firstIndex(of: identity) {
        let circle = chain[first...].map(\.name) + [next.name]
        diagnostics.append(TemplateProblem.extendsCycle(circle).diagnostic(at: next.span))
        break
      }
      visited.append(identity)
      let file = sources.add(name: place.file, text: try TextFile.read(place.file))
      let outcome = TemplateReader(name: place.name, folder: place.folder).read(file)
      chain.append(outcome.value)
      diagnostics += outcome.diagnostics
      wanted = outcome.value.extends.map { ($0.name, $0.span) }
    }
    return Outcome(chain.reversed(), diagnostics)
  }

  private struct Place {
    let name: String
    let folder: String
    let file: String
  }

  /// The template a name stands for. A template that extends its own name means the next folder's
  /// (`besides` is its file).
  private func find(_ name: String, beside folder: String?, besides file: String?) -> Place? {
    let places = paths(name, beside: folder).compactMap(place)
    return places.first { TextFile.identity(of: $0.file) != file } ?? places.first
  }

  /// Where a template of a name may be.
  private func paths(_ name: String, beside folder: String?) -> [String] {
    guard !name.isEmpty, !name.utf8.contains(0) else { return [] }
    let isPath = name.contains("/") || name.hasSuffix(".yaml") || name == "." || name == ".."
    guard isPath else { return folders.map { "\($0)/\(name)" } }
    return (folder.map { name.hasPrefix("/") ? [] : ["\($0)/\(name)"] } ?? []) + [name]
  }

  /// The template at a path: a folder, or the file itself.
  private func place(_ path: String) -> Place? {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let isFile = trimmed.hasSuffix(".yaml") && !TextFile.isFolder(trimmed)
    let file = isFile ? trimmed : "\(trimmed)/template.yaml"
    guard TextFile.exists(file) else { return nil }
    let parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let folder = parts.isEmpty ? "." : parts.joined(separator: "/")
    return Place(name: String(parts.last ?? "template"), folder: folder, file: file)
  }

  private func unknown(
    _ name: String, _ shown: String, beside folder: String?, at span: SourceSpan?
  ) -> Diagnostic {
    let paths = paths(name, beside: folder)
    if paths.contains(where: TextFile.isFolder) {
      return TemplateProblem.emptyFolder(shown).diagnostic(at: span)
    }
    // Templates beside the place that a path names, spelled as it is.
    let parent = shown.lastIndex(of: "/").map { String(shown[...$0]) } ?? ""
    let near = paths.filter { $0.contains("/") && name.contains("/") }.flatMap { path in
      let around = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      return TemplateLibrary(folders: [around]).names.map { parent + $0 }
    }
    return TemplateProblem.unknownTemplate(shown, near: near, allowed: names, folders: folders)
      .diagnostic(at: span)
  }
}
