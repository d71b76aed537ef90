import Foundation
package import OctavoBase
import OctavoJSON

/// The prompts of a folder, read and checked once.
package struct PromptLibrary: Sendable {
  private let prompts: [PromptName: Prompt]

  /// One prompt: what stays the same over many calls, and what is asked.
  package struct Prompt: Sendable {
    package let system: PromptTemplate
    /// The beginning of what is asked that several calls share, such as those of one chapter.
    package let context: PromptTemplate
    package let user: PromptTemplate
    package let format: ModelRequest.Format?
  }

  /// A prompt with its values in place.
  package struct Rendered: Sendable, Equatable {
    package let system: String
    package let user: String
    /// UTF-8 length of the beginning of `user` that several calls share.
    package var stableLength = 0
    package let format: ModelRequest.Format?

    /// What is asked, as the first message.
    var message: ModelRequest.Message {
      ModelRequest.Message(.user, user, stableLength: stableLength)
    }

    /// With the arrays of the answer bounded.
    func bounded(_ counts: [String: ClosedRange<Int>]) -> Rendered {
      let format = format.map {
        ModelRequest.Format(name: $0.name, schema: SchemaBounds.apply(counts, to: $0.schema))
      }
      return Rendered(system: system, user: user, stableLength: stableLength, format: format)
    }
  }

  /// Reads `NAME.md` and `NAME.schema.json` of each prompt. Everything wrong is reported at once.
  package init(folder: String) throws(OctavoError) {
    var prompts: [PromptName: Prompt] = [:]
    var findings: [Diagnostic] = []
    for name in PromptName.allCases {
      do throws(OctavoError) {
        prompts[name] = try Self.load(name, folder: folder)
      } catch {
        findings += error.diagnostics
      }
    }
    findings += Self.strangers(in: folder)
    guard findings.isEmpty else { throw OctavoError(.badInput, findings) }
    self.prompts = prompts
  }

  /// The prompt, filled in.
  package func render(_ name: PromptName, _ values: [String: String]) -> Rendered {
    guard let prompt = prompts[name] else { return Rendered(system: "", user: "", format: nil) }
    let context = prompt.context.render(values).trimmingBlanks()
    let lead = context.isEmpty ? "" : context + "\n\n"
    return Rendered(
      system: prompt.system.render(values).trimmingBlanks(),
      user: lead + prompt.user.render(values).trimmingBlanks(), stableLength: lead.utf8.count,
      format: prompt.format)
  }

  package subscript(name: PromptName) -> Prompt? { prompts[name] }

  // MARK: - Files

  private static func load(
    _ name: PromptName, folder: String
  ) throws(OctavoError) -> Prompt {
    let path = "\(folder)/\(name.rawValue).md"
    let parts = try split(try read(path), file: path)
    var format: ModelRequest.Format?
    if name.isStructured {
      let path = "\(folder)/\(name.rawValue).schema.json"
      let schema = try read(path)
      try check(schema, of: name, file: path)
      let plain = String(name.rawValue.map { $0 == "-" ? "_" : $0 })
      format = ModelRequest.Format(name: plain, schema: schema.trimmingBlanks())
    }
    let prompt = Prompt(
      system: try PromptTemplate(
        parts.system.text, file: path, firstLine: parts.system.line, known: name.values),
      context: try PromptTemplate(
        parts.context.text, file: path, firstLine: parts.context.line, known: name.values),
      user: try PromptTemplate(
        parts.user.text, file: path, firstLine: parts.user.line, known: name.values),
      format: format)
    try check(prompt, of: name, file: path)
    return prompt
  }

  private static func read(_ path: String) throws(OctavoError) -> String {
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw OctavoError(
        .missingInput, "prompt.missing-file", "the prompt '\(path)' cannot be read as UTF-8 text")
    }
  }

  /// Throws where answers could not be held to a schema, or not be read: better than when they are
  /// paid for.
  private static func check(
    _ schema: String, of name: PromptName, file: String
  ) throws(OctavoError) {
    func invalid(_ reason: String, _ hints: [String] = []) -> OctavoError {
      OctavoError(.badInput, "prompt.invalid-schema", "\(file): \(reason)", hints: hints)
    }
    let shape: JSONSchema
    do throws(JSONSchemaProblem) {
      shape = try JSONSchema(text: schema)
    } catch {
      throw invalid("the schema cannot be used: \(error.message)")
    }
    guard shape.types == [.object] else { throw invalid("the schema is not of type 'object'") }
    guard let fault = name.fault(of: shape) else { return }
    throw invalid(
      "an answer that fits the schema could not be read: \(fault)",
      ["what the bundled schema requires must be required by its name"])
  }

  /// Throws where a prompt leaves out what it is about.
  private static func check(
    _ prompt: Prompt, of name: PromptName, file: String
  ) throws(OctavoError) {
    let used = Set(prompt.system.names + prompt.context.names + prompt.user.names)
    let missing = name.needed.filter { !used.contains($0) }
    guard !missing.isEmpty else { return }
    let list = missing.map { "{{\($0)}}" }.joined(separator: ", ")
    throw OctavoError(
      .badInput, "prompt.missing-value", "\(file): the prompt asks for nothing without \(list)",
      hints: ["known: " + name.values.joined(separator: ", ")])
  }

  private struct Part {
    var text: String
    var line: Int
  }

  private struct Parts {
    var system = Part(text: "", line: 1)
    var context = Part(text: "", line: 1)
    var user: Part?

    mutating func set(_ name: String, _ part: Part) {
      switch name {
      case "## System": system = part
      case "## Context": context = part
      default: user = part
      }
    }
  }

  private static let partNames = ["## System", "## Context", "## User"]

  /// A file's parts, below the lines `## System`, `## Context` and `## User`, of which the last
  /// must be there; what stands above is a remark.
  private static func split(
    _ text: String, file: String
  ) throws(OctavoError) -> (system: Part, context: Part, user: Part) {
    var parts = Parts()
    var lines: [String] = []
    var opened: (name: String, line: Int)?
    func close() {
      if let opened {
        parts.set(opened.name, Part(text: lines.joined(separator: "\n"), line: opened.line))
      }
      lines = []
    }
    for (index, line) in text.textLines.enumerated() {
      if partNames.contains(line) {
        close()
        opened = (line, index + 2)
      } else if opened != nil {
        lines.append(line)
      }
    }
    close()
    guard let user = parts.user else {
      let last = text.textLines.count
      throw PromptProblem(
        file: file, line: last, message: "there is no line '## User' with the prompt below it"
      ).error
    }
    return (parts.system, parts.context, user)
  }

  /// Files that belong to no prompt: most likely a misspelt name.
  private static func strangers(in folder: String) -> [Diagnostic] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var known = PromptName.allCases.map { $0.rawValue + ".md" }
    known += PromptName.allCases.filter(\.isStructured).map { $0.rawValue + ".schema.json" }
    return names.sorted().filter { !$0.hasPrefix(".") && !known.contains($0) }.map { name in
      let near = NearestName.of(name, in: known).map { ["did you mean '\($0)'?"] } ?? []
      return Diagnostic(
        .error, "prompt.unknown-file", "\(folder)/\(name) belongs to no prompt", hints: near)
    }
  }
}
