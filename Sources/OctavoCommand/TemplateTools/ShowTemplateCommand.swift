import ArgumentParser
import Octavo
import OctavoBase

/// `octavo template show`: every value in force, and the line it comes from.
struct ShowTemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print every value a template comes to, and where it is stated.",
    discussion: """
      A style's value may be stated in the role that it is based on; the place tells. What no \
      template states is built in. Name keys to see only these, such as page or styles.quote.
      """)

  @Argument(help: "A template's name or folder.") var template: String
  @Argument(help: "Only these keys and what is in them.") var keys: [String] = []
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  func run() throws {
    do {
      let folders = [try Resources.locate().templates]
      let values = try Templates.values(template, in: folders).filter(isAsked)
      if values.isEmpty, let key = keys.first {
        throw CommandFailure(
          .usage, "there is no key “\(key)”; octavo template schema lists all of them")
      }
      try StandardOutput.write(json ? object(values) : lines(values))
    } catch let failure as TypesetFailure {
      throw failure.reported()
    } catch let failure as CommandFailure {
      try CommandFailure.reported { () throws(CommandFailure) in throw failure }
    }
  }

  private func isAsked(_ value: Templates.Value) -> Bool {
    keys.isEmpty || keys.contains { value.path == $0 || value.path.hasPrefix($0 + ".") }
  }

  private func lines(_ values: [Templates.Value]) -> String {
    let path = (values.map(\.path.count).max() ?? 0) + 2
    let width = min(values.map(\.value.count).max() ?? 0, 34) + 2
    return values.map { value in
      let start = value.path.padded(to: path) + Self.shown(value.value).padded(to: width)
      return start + (value.place ?? "built in") + "\n"
    }.joined()
  }

  /// Empty text is shown as a template writes it.
  private static func shown(_ value: String) -> String { value.isEmpty ? "\"\"" : value }

  private func object(_ values: [Templates.Value]) -> String {
    let rows = values.map { value in
      JSONValue.object([
        ("key", .string(value.path)), ("value", .string(value.value)),
        ("template", value.template.map(JSONValue.string) ?? .null),
        ("place", value.place.map(JSONValue.string) ?? .null),
      ])
    }
    return JSONValue.object([("values", .array(rows))]).text + "\n"
  }
}
