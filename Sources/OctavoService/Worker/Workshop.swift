package import OctavoObjects
package import OctavoStore

/// Everything that jobs are done with.
package struct Workshop: Sendable {
  package let store: Store
  package let policy: ServicePolicy
  package let objects: any ObjectStore
  /// Its watch is replaced for each job.
  package let runner: ProjectRunner
  /// Folders of bundled fonts and of templates.
  package let fonts: String
  package let templates: String
  /// Where books are set.
  package let typesetting: TypesettingThreads

  package init(
    store: Store, policy: ServicePolicy, objects: any ObjectStore, runner: ProjectRunner,
    resources: (fonts: String, templates: String), typesetters: Int = 1
  ) {
    self.store = store
    self.policy = policy
    self.objects = objects
    self.runner = runner
    (fonts, templates) = resources
    typesetting = TypesettingThreads(typesetters)
  }
}

/// A watch that looks away.
package struct NoWatch: RunWatch {
  package init() {}
  package func saw(_ event: RunEvent) {}
}
