/// The model the pipeline sees: sends each step's requests to the models its policy names.
package struct StepRouter: LanguageModel {
  private let models: [Step: any LanguageModel]

  package init(_ models: [Step: any LanguageModel]) { self.models = models }

  package func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    guard let model = models[request.step] else {
      throw ModelError(
        .stop, "model.none", "the policy names no model for the step '\(request.step.rawValue)'")
    }
    try await model.answer(request, receive: receive)
  }
}
