import Foundation
package import OctavoBase
import OctavoGeneration
import OctavoObjects
import OctavoStore

/// A service that is put together from its settings: what `octavo serve` and `octavo worker` begin
/// with.
package struct ServiceAssembly: Sendable {
  package let settings: ServiceSettings
  package let service: BookService
  package let workshop: Workshop

  /// What is taken from outside.
  package struct Sources: Sendable {
    /// The settings file; nil for `octavo.yaml` where there is one.
    package var file: String?
    package var environment: [String: String]
    /// Folders of bundled fonts and of templates.
    package var resources: (fonts: String, templates: String)
    /// Over what file and environment say.
    package var change: @Sendable (inout ServiceSettings) -> Void

    package init(
      file: String? = nil, environment: [String: String],
      resources: (fonts: String, templates: String),
      change: @escaping @Sendable (inout ServiceSettings) -> Void = { _ in }
    ) {
      self.file = file
      self.environment = environment
      self.resources = resources
      self.change = change
    }
  }

  /// Reads everything, names every mistake at once, and opens store and object store.
  package init(_ sources: Sources) throws {
    var mistakes = SettingsFailure()
    var settings = try Self.settings(sources, &mistakes)
    sources.change(&settings)
    let (policy, generation) = try Self.policies(settings, &mistakes)
    let objects = try Self.objects(settings, sources, &mistakes)
    try mistakes.settle()
    guard let objects else { throw mistakes }
    let store = try Store.open(folder: settings.store)
    let prompts = try PromptLibrary(
      folder: settings.prompts ?? sources.resources.templates + "/prompts")
    let runner = ProjectRunner(
      store: store, policy: generation, environment: sources.environment, prompts: prompts,
      watch: NoWatch())
    self.settings = settings
    service = BookService(store: store, policy: policy, objects: objects)
    workshop = Workshop(
      store: store, policy: policy, objects: objects, runner: runner,
      resources: sources.resources, typesetters: settings.typesetters)
  }

  /// The settings alone, for commands that need no more than the store.
  package static func settings(_ sources: Sources) throws -> ServiceSettings {
    var mistakes = SettingsFailure()
    var settings = try settings(sources, &mistakes)
    sources.change(&settings)
    try mistakes.settle()
    return settings
  }

  /// The service's policy alone.
  package static func policy(_ settings: ServiceSettings) throws -> ServicePolicy {
    var mistakes = SettingsFailure()
    let policy = try policies(settings, &mistakes).service
    try mistakes.settle()
    return policy
  }

  private static func settings(
    _ sources: Sources, _ mistakes: inout SettingsFailure
  ) throws -> ServiceSettings {
    let named =
      sources.file ?? sources.environment["OCTAVO_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    let name = named ?? "octavo.yaml"
    let isThere = FileManager.default.fileExists(atPath: name)
    let text = named != nil || isThere ? try Self.text(name, "settings") : nil
    let reading = ServiceSettings.read(text, name: name, environment: sources.environment)
    mistakes.add(reading.diagnostics, reading.value.sources)
    return reading.value.settings
  }

  private static func policies(
    _ settings: ServiceSettings, _ mistakes: inout SettingsFailure
  ) throws -> (service: ServicePolicy, generation: GenerationPolicy) {
    var (service, generation) = (ServicePolicy(), GenerationPolicy.builtIn)
    if let path = settings.policy {
      let text = try Self.text(path, "policy")
      let first = PolicyReader.read(text, name: path, over: generation)
      mistakes.add(first.diagnostics, first.value.sources)
      generation = first.value.policy
      let second = ServicePolicy.read(text, name: path)
      // Broken YAML was named by the first reading.
      let isBroken = second.diagnostics.contains { $0.code == "policy.broken-yaml" }
      if !isBroken { mistakes.add(second.diagnostics, second.value.sources) }
      service = second.value.settings
    }
    if service.plans[service.defaultPlan] == nil {
      let near = NearestName.of(service.defaultPlan, in: service.plans.keys)
      mistakes.add([
        Diagnostic(
          .error, "policy.unknown-plan", "there is no plan “\(service.defaultPlan)”",
          hints: near.map { ["did you mean \($0)?"] } ?? [])
      ])
    }
    if let provider = settings.provider {
      do {
        generation = try generation.using(provider: provider, model: settings.model)
      } catch {
        let near = NearestName.of(provider, in: generation.providers.map(\.name))
        mistakes.add([
          Diagnostic(
            .error, error.code, error.message, hints: near.map { ["did you mean \($0)?"] } ?? [])
        ])
      }
    }
    return (service, generation)
  }

  private static func objects(
    _ settings: ServiceSettings, _ sources: Sources, _ mistakes: inout SettingsFailure
  ) throws -> (any ObjectStore)? {
    do {
      let options = settings.objectOptions(sources.environment)
      let settings = try options.settings()
      // Opening makes folders: nothing is made while anything is wrong.
      guard !mistakes.hasErrors else { return nil }
      return try settings.open(now: { Int(Moment.ofTheMachine.milliseconds / 1000) })
    } catch let error as OctavoError {
      mistakes.add(error.diagnostics)
    } catch let error as ObjectStoreError {
      mistakes.add(error.octavoError.diagnostics)
    }
    return nil
  }

  private static func text(_ path: String, _ what: String) throws -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw OctavoError(
        .missingInput, "\(what).not-readable", "cannot read the \(what) “\(path)” as UTF-8 text")
    }
    return text
  }
}

/// Everything that is wrong with a service's settings, each group with the text it came from.
package struct SettingsFailure: Error, Sendable {
  package private(set) var groups: [(diagnostics: [Diagnostic], sources: SourceMap)] = []

  package var hasErrors: Bool { groups.contains { $0.diagnostics.hasErrors } }

  mutating func add(_ diagnostics: [Diagnostic], _ sources: SourceMap = SourceMap()) {
    if !diagnostics.isEmpty { groups.append((diagnostics, sources)) }
  }

  /// Throws where anything is an error.
  func settle() throws {
    if hasErrors { throw self }
  }
}
