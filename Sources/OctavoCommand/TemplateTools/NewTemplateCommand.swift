import ArgumentParser
import Glibc
import Octavo
import OctavoBase

/// `octavo template new`: a folder with a template to begin from.
struct NewTemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a folder with a template that extends another.",
    discussion: """
      The file names what is most often changed, with the values that hold now; take the # off a \
      line and change it. Nothing that is there is written over.
      """)

  @Argument(help: "The folder to make, such as my-house.") var name: String
  @Option(help: "The template to start from.") var extends = "standard"

  mutating func validate() throws {
    if name.isEmpty || name.hasSuffix("/template.yaml") {
      throw ValidationError("give the folder to make, such as my-house")
    }
  }

  func run() throws {
    do {
      let folders = [try Resources.locate().templates]
      let text = try TemplateStarter.text(extending: extends, in: folders)
      let path = name + (name.hasSuffix("/") ? "" : "/") + "template.yaml"
      guard access(path, F_OK) != 0 else {
        throw CommandFailure(.cannotWrite, "“\(path)” is there already; it is left as it is")
      }
      try write(text, to: path)
      try StandardOutput.write(path + "\n")
    } catch let failure as TypesetFailure {
      throw failure.reported()
    } catch let failure as OctavoError {
      throw failure.reported()
    } catch let failure as CommandFailure {
      try CommandFailure.reported { () throws(CommandFailure) in throw failure }
    }
  }

  /// Writes the file and the folder it stands in; leaves nothing behind where that fails.
  private func write(_ text: String, to path: String) throws {
    let folder = try OutputFolder(name)
    do {
      let file = try AtomicFile(path: path)
      try file.write(text)
      try file.commit()
    } catch {
      folder.removeIfEmpty()
      throw error
    }
  }
}
