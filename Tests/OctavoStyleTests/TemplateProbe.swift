import OctavoBase
import OctavoBook
import OctavoStyle

/// Reads and resolves templates written in a test.
struct TemplateProbe {
  let template: Template
  let sheet: StyleSheet
  let diagnostics: [Diagnostic]
  private let sources: SourceMap

  init(_ yaml: String, metadata: BookMetadata = BookMetadata(title: "Test")) {
    self.init(bytes: Array(yaml.utf8), metadata: metadata)
  }

  init(bytes: [UInt8], metadata: BookMetadata = BookMetadata(title: "Test")) {
    var sources = SourceMap()
    let file = sources.add(name: "template.yaml", text: bytes)
    let read = TemplateReader(name: "test", folder: ".").read(file)
    let resolved = StyleResolver.resolve(template: [read.value], metadata: metadata)
    template = read.value
    sheet = resolved.value
    diagnostics = read.diagnostics + resolved.diagnostics
    self.sources = sources
  }

  /// Each finding as `line:column code`, or the code alone where it has no place.
  var findings: [String] {
    diagnostics.map { finding in
      guard let span = finding.span else { return finding.code }
      let place = sources[span.file].position(of: Int(span.start))
      return "\(place.line):\(place.column) \(finding.code)"
    }
  }

  /// All messages and hints, a line each.
  var words: String {
    diagnostics.flatMap { [$0.message] + $0.hints }.joined(separator: "\n")
  }
}
