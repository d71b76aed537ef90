import ArgumentParser
import OctavoGeneration
import OctavoStore

/// `octavo projects`: what is in the store.
struct ProjectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "projects", abstract: "List the projects of the store, the latest first.")

  @OptionGroup var storeOptions: StoreOptions
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  func run() throws {
    try CommandRun.reported(json: json) {
      let projects = try Workbench.open(storeOptions).projects.list()
      if json {
        let object = JSONValue.object([("projects", .array(projects.map(ProjectText.json)))])
        return try StandardOutput.write(object.text + "\n")
      }
      for summary in projects {
        let project = summary.project
        let title = summary.title ?? "(\(project.brief.keyword))"
        let spent = Figures.dollars(OctavoGeneration.MicroDollars(project.spent.count))
        try StandardOutput.write(
          "\(project.id.text)  \(project.state.rawValue)  \(title)  "
            + "\(summary.chaptersWritten)/\(summary.chapters) chapters  "
            + "\(Figures.grouped(summary.words)) words  \(spent)\n")
      }
    }
  }
}
