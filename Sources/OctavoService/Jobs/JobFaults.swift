import OctavoBase
import OctavoObjects
import OctavoStore

extension JobFault {
  /// What an error means for a job, whatever threw it.
  ///
  /// - Parameter wait: seconds a provider asked for.
  init(_ error: any Error, wait: Double? = nil) {
    if let fault = error as? JobFault {
      self = fault
      return
    }
    if let error = error as? ObjectStoreError {
      let remedy: Remedy = error.isTransient ? .retry(after: nil) : .stop
      self.init(remedy, error.octavoError.diagnostics.first?.code ?? "objects", error.message)
      return
    }
    guard let error = error as? OctavoError, let finding = error.diagnostics.first else {
      self.init(.retry(after: nil), "job.defect", "an error of Octavo's own ended the attempt")
      return
    }
    self.init(Self.remedy(error.kind, finding.code, wait), finding.code, finding.message)
  }

  private static func remedy(
    _ kind: OctavoError.Kind, _ code: String, _ wait: Double?
  ) -> Remedy {
    switch code {
    case "store.project-held", "store.lease-lost": return .postpone
    case "generation.budget-reached", "generation.no-price", "model.no-key", "model.no-provider":
      return .stop
    default: break
    }
    switch kind {
    case .badInput, .missingInput: return .stop
    case .unavailable, .tryAgain, .cannotWrite, .inputOutput, .defect:
      return .retry(after: wait)
    }
  }
}
