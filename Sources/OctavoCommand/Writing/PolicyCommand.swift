import ArgumentParser
import OctavoBase
import OctavoGeneration

/// `octavo policy`: the policy in force, as a file.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Print the policy in force: models, limits, retries, prices.",
    discussion: """
      What is printed can be edited and given back with --policy. Keys are never printed; prices \
      are as of the day they name.
      """)

  @Option(help: "A policy file, to see what it makes of the built-in policy.") var policy: String?
  @Option(help: "The provider to use alone.") var provider: String?

  func run() throws {
    try CommandRun.reported(json: false, resume: "the same command") {
      try StandardOutput.write(
        PolicyWriter.yaml(try Workbench.policy(file: policy, provider: provider, model: nil)))
    }
  }
}
