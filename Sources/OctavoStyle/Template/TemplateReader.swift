package import OctavoBase
import Yams

/// Reads a template's file against `TemplateDefinition`: first step of resolving a style sheet.
///
/// Everything wrong is reported at once; what is right is kept.
package struct TemplateReader {
  /// The template's name and folder, as they join the result.
  package let name: String
  package let folder: String

  package init(name: String, folder: String) {
    self.name = name
    self.folder = folder
  }

  /// Reads one file; a file that is no YAML gives a template that states nothing, and an error.
  package func read(_ file: SourceFile) -> Outcome<Template> {
    let source = TemplateSource(file: file)
    var walk = TemplateWalk(source: source)
    let (root, renamed) = source.root()
    walk.renamed = renamed.names
    for (place, key) in renamed.names.sorted(by: { $0.key < $1.key }) {
      let fault = source.fault(ofTwin: key, at: place)
      walk.diagnostics.append(fault.problem.diagnostic(at: fault.span))
    }
    switch root {
    case .success(let root):
      if let root, !walk.isEmpty(root) {
        walk.section(root, TemplateDefinition.root, at: TemplatePath([]))
      }
    case .failure(let fault):
      walk.diagnostics.append(fault.problem.diagnostic(at: fault.span))
    }
    let template = Template(
      name: name, folder: folder, file: file.id, extends: walk.parent, summary: walk.summary,
      statements: walk.statements)
    return Outcome(template, walk.diagnostics)
  }
}

/// The walk over one file's nodes along the definition.
private struct TemplateWalk {
  let source: TemplateSource
  /// The real names of keys that stand twice, by the bytes they begin at.
  var renamed: [Int: String] = [:]
  var statements: [Template.Statement] = []
  var diagnostics: [Diagnostic] = []
  var parent: Template.Parent?
  var summary: String?

  init(source: TemplateSource) { self.source = source }

  func isEmpty(_ node: Node) -> Bool { scalar(node)?.isEmpty ?? false }

  /// A group: every key must be one of the definition's.
  mutating func section(_ node: Node, _ section: TemplateSection, at path: TemplatePath) {
    guard case .mapping(let pairs) = node else {
      // A group left empty states nothing, as when all its lines are commented out.
      if !isEmpty(node) { report(.notAMapping(found: shown(node)), node) }
      return
    }
    for (key, value) in pairs {
      let name = renamed[Int(source.span(of: key).start)] ?? scalar(key)?.text
      guard let name else {
        report(.notAMapping(found: shown(key)), key)
        continue
      }
      switch section[name] {
      case .value(let definition): self.value(value, definition.kind, at: path.appending(name))
      case .section(let inner): self.section(value, inner, at: path.appending(name))
      case nil: other(name, key, value, in: section, at: path)
      }
    }
  }

  /// A key the definition does not list.
  private mutating func other(
    _ name: String, _ key: Node, _ value: Node, in section: TemplateSection, at path: TemplatePath
  ) {
    if let kind = section.others, TemplateName.isValid(name) {
      self.value(value, kind, at: path.appending(name))
    } else {
      let allowed = section.entries.map(\.name)
      report(
        .unknownName(name, noun: section.noun, group: path.description, allowed: allowed), key)
    }
  }

  private mutating func value(_ node: Node, _ kind: ValueKind, at path: TemplatePath) {
    let reader = ValueReader(key: path.description, kind: kind)
    switch node {
    case .scalar:
      keep(scalar(node).map(reader.read), node, at: path)
    case .sequence(let nodes) where kind == .families || kind == .features:
      let values = nodes.compactMap { element($0, reader) }
      if values.count == nodes.count { keep(.success(Self.joined(values, kind)), node, at: path) }
    case .mapping(let pairs) where kind.isMargin:
      let steps = pairs.compactMap { step($0.key, $0.value, reader) }
      if steps.count == pairs.count, let margin = SpecifiedMargin(steps) {
        keep(.success(.margin(margin)), node, at: path)
      } else if pairs.isEmpty {
        report(.emptyValue(key: path.description, kind: kind), node)
      }
    default:
      report(.wrongValue(key: path.description, found: shown(node), kind: kind), node)
    }
  }

  /// One element of a list, as a list of one.
  private mutating func element(_ node: Node, _ reader: ValueReader) -> SpecifiedValue? {
    guard let scalar = scalar(node) else {
      report(.wrongValue(key: reader.key, found: shown(node), kind: reader.kind), node)
      return nil
    }
    switch reader.read(scalar) {
    case .success(let value): return value
    case .failure(let fault):
      report(fault.problem, node)
      return nil
    }
  }

  /// One step of a margin by the number of pages.
  private mutating func step(
    _ key: Node, _ value: Node, _ reader: ValueReader
  ) -> SpecifiedMargin.Step? {
    guard let text = scalar(key)?.text, let pages = Int(text), (1...99_999).contains(pages) else {
      report(.pageCount(key: reader.key, found: shown(key)), key)
      return nil
    }
    guard case .margin(let margin) = element(value, reader) else { return nil }
    return SpecifiedMargin.Step(pages: pages, amount: margin.steps[0].amount)
  }

  private static func joined(_ values: [SpecifiedValue], _ kind: ValueKind) -> SpecifiedValue {
    var names: [String] = []
    var features: [FontFeature] = []
    for value in values {
      if case .names(let more) = value { names += more }
      if case .features(let more) = value { features += more }
    }
    return kind == .families ? .names(names) : .features(features)
  }

  private mutating func keep(
    _ result: Result<SpecifiedValue, TemplateFault>?, _ node: Node, at path: TemplatePath
  ) {
    switch result {
    case .success(let value):
      let span = source.span(of: node)
      switch (path, value) {
      case (TemplateDefinition.extends.path, .text(let name)):
        parent = Template.Parent(name: name, span: span)
      case (TemplateDefinition.description.path, .text(let text)): summary = text
      default: statements.append(Template.Statement(path: path, value: value, span: span))
      }
    case .failure(let fault): report(fault.problem, node)
    case nil: break
    }
  }

  private mutating func report(_ problem: TemplateProblem, _ node: Node) {
    diagnostics.append(problem.diagnostic(at: source.span(of: node)))
  }

  private func scalar(_ node: Node) -> ScalarText? {
    guard case .scalar(let scalar) = node else { return nil }
    let isPlain = scalar.style == .plain || scalar.style == .any
    return ScalarText(text: scalar.string, isQuoted: !isPlain)
  }

  /// What stands at a node, for messages.
  private func shown(_ node: Node) -> String {
    switch node {
    case .mapping: "a group of keys"
    case .sequence: "a list"
    default: scalar(node).map(\.shown) ?? "an alias"
    }
  }
}
