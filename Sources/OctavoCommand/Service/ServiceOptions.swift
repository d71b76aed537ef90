import ArgumentParser
import Foundation
import OctavoBase
import OctavoService
import OctavoStore

/// What commands of the service have in common.
struct ServiceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The settings file; OCTAVO_CONFIG where that is set, else octavo.yaml where it is there.",
      valueName: "file"))
  var config: String?
  @OptionGroup var storeOptions: StoreOptions

  /// Where settings come from, with what the command line says over them.
  func sources(
    _ change: @escaping @Sendable (inout ServiceSettings) -> Void = { _ in }
  ) throws -> ServiceAssembly.Sources {
    let resources = try Resources.locate()
    let store = storeOptions.store
    return ServiceAssembly.Sources(
      file: config, environment: ProcessInfo.processInfo.environment,
      resources: (resources.fonts, resources.templates)
    ) { settings in
      if let store { settings.store = store }
      change(&settings)
    }
  }

  /// The settings, for commands that work on the store alone.
  func settings() throws -> ServiceSettings { try ServiceAssembly.settings(try sources()) }
}
