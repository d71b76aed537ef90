import OctavoStore

/// `generate → end`: concepts of a project that has none. An attempt after the concepts were stored
/// finds them and asks for none.
package struct IdeationJob: JobMachine {
  package enum Step: Sendable, Equatable {
    case generate
  }

  /// The concepts as JSON.
  package struct Finding: Sendable, Equatable {
    let concepts: [ConceptAnswer]
  }

  package init() {}

  package mutating func handle(_ event: JobEvent<Finding>) -> JobAction<Step> {
    switch event {
    case .started: return .perform(.generate)
    case .failed(let fault): return .end(.failed(fault))
    case .found(let found):
      let result = JobText.json(["concepts": found.concepts])
      return .end(
        .succeeded(
          result: result, charge: nil, events: [NewEvent("ideation_completed", data: result)]))
    }
  }
}
