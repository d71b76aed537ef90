package import OctavoBase
package import OctavoGeneration
package import OctavoStore

/// The pipeline's failures as errors a command ends with.
package enum RunFailure {
  package static func error(_ failure: GenerationFailure) -> OctavoError {
    var hints = failure.kept.isEmpty ? [] : ["kept: " + failure.kept.joined(separator: ", ")]
    hints += advice(failure.code)
    return OctavoError(kind(failure.code), failure.code, plain(failure.message), hints: hints)
  }

  package static func error(_ error: ModelError) -> OctavoError {
    OctavoError(kind(error.code), error.code, error.message, hints: advice(error.code))
  }

  package static func noOutline(_ id: ProjectID) -> OctavoError {
    OctavoError(
      .badInput, "generation.no-outline", "project \(id.text) has no outline yet",
      hints: ["`octavo outline \(id.text)` makes one"])
  }

  static func noOutline(_ version: Int, of stored: StoredBook) -> OctavoError {
    let numbers = stored.kept.map { String($0.plan.version) }.joined(separator: ", ")
    return OctavoError(
      .missingInput, "generation.no-such-outline", "no outline \(version) is kept",
      hints: numbers.isEmpty ? [] : ["kept are: \(numbers)"])
  }

  package static func noConcept(_ name: String, of stored: StoredBook) -> OctavoError {
    let names = stored.concepts.map(\.id)
    return OctavoError(
      .missingInput, "generation.no-such-concept",
      "there is no concept “\(name)”; "
        + (names.isEmpty ? "the project has none yet" : "the project has 1 to \(names.count)"),
      hints: NearestName.of(name, in: names).map { ["did you mean \($0)?"] } ?? [])
  }

  static func otherKind(isRehearsal: Bool) -> OctavoError {
    OctavoError(
      .badInput, "generation.other-kind",
      isRehearsal
        ? "the project has a model's text, with which the rehearsal does not mix its own"
        : "the project has placeholder text of the rehearsal, which no real book goes on with",
      hints: [
        isRehearsal ? "leave `--provider rehearsal` out" : "go on with `--provider rehearsal`",
        "`octavo draft --new` begins another book beside it",
      ])
  }

  /// Whether more can be had by running the same command again.
  private static func kind(_ code: String) -> OctavoError.Kind {
    switch code {
    case "generation.budget-reached", "generation.unusable-answer",
      "generation.too-few-concepts":
      .tryAgain
    case _
    where code.hasPrefix("brief.") || code.hasPrefix("outline.")
      || code.hasPrefix("policy.") || code == "generation.no-price":
      .badInput
    default: .unavailable
    }
  }

  private static func advice(_ code: String) -> [String] {
    switch code {
    case "generation.budget-reached":
      ["raise it with --budget and run the same command again: it goes on where it stopped"]
    case "generation.unusable-answer", "generation.too-few-concepts":
      ["run the same command again to ask anew, or choose another model with --provider"]
    case "model.no-key":
      ["set the variable, name another provider, or try `--provider rehearsal`"]
    case _ where code.hasPrefix("provider."):
      ["run the same command again: it goes on where it stopped"]
    default: []
    }
  }

  /// A sentence as a diagnostic has it: without the capital and the full stop.
  private static func plain(_ sentence: String) -> String {
    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }
}
