import Foundation
import Octavo
import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// Everything a command needs to work on stored projects.
struct Workbench: Sendable {
  let store: Store
  let policy: GenerationPolicy
  let runner: ProjectRunner
  let console: RunConsole

  /// Opens the store, reads the policy and the prompts.
  init(_ storeOptions: StoreOptions, _ options: ModelOptions, quiet: Bool) throws {
    let environment = ProcessInfo.processInfo.environment
    policy = try Self.policy(options)
    let prompts = try PromptLibrary(
      folder: options.prompts ?? Resources.locate().templates + "/prompts")
    store = try Self.open(storeOptions, creating: true)
    console = RunConsole(isQuiet: quiet)
    runner = ProjectRunner(
      store: store, policy: policy, environment: environment, prompts: prompts, watch: console)
  }

  /// Opens the store that the options or the environment name.
  static func open(_ options: StoreOptions, creating: Bool = false) throws -> Store {
    let variable = ProcessInfo.processInfo.environment["OCTAVO_STORE"] ?? ""
    let folder = options.store ?? (variable.isEmpty ? "octavo-store" : variable)
    return try Store.open(folder: folder, creating: creating)
  }

  /// The policy that the options name.
  static func policy(_ options: ModelOptions) throws -> GenerationPolicy {
    try policy(file: options.policy, provider: options.provider, model: options.model)
  }

  /// The built-in policy, changed by a file, and with one provider alone where one is named.
  static func policy(
    file: String?, provider: String?, model: String?
  ) throws -> GenerationPolicy {
    var policy = GenerationPolicy.builtIn
    if let path = file {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw OctavoError(
          .missingInput, "policy.not-readable", "cannot read the policy “\(path)” as UTF-8 text")
      }
      let reading = PolicyReader.read(text, name: path, over: policy)
      if reading.diagnostics.contains(where: { $0.severity == .error }) {
        throw SourcedFailure(reading.diagnostics, reading.value.sources)
      }
      policy = reading.value.policy
    }
    if let path = policy.network.certificates, !FileManager.default.isReadableFile(atPath: path) {
      throw OctavoError(
        .missingInput, "policy.no-certificates",
        "cannot read “\(path)”, which the policy names under 'certificates'")
    }
    guard let provider else { return policy }
    do {
      return try policy.using(provider: provider, model: model)
    } catch {
      let near = NearestName.of(provider, in: policy.providers.map(\.name))
      let hints = near.map { $0 == provider ? [] : ["did you mean \($0)?"] } ?? []
      throw OctavoError(.badInput, error.code, error.message, hints: hints)
    }
  }
}

/// Findings in a file that is no book, with the file's text.
struct SourcedFailure: Error {
  let status: ExitStatus
  let diagnostics: [Diagnostic]
  let sources: SourceMap

  init(_ diagnostics: [Diagnostic], _ sources: SourceMap) {
    status = .badInput
    self.diagnostics = diagnostics
    self.sources = sources
  }

  init(_ failure: TypesetFailure) {
    status = ExitStatus(failure.kind)
    diagnostics = failure.diagnostics
    sources = failure.sources
  }
}
