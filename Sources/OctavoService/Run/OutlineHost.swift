import OctavoGeneration
import Synchronization

/// Surroundings of a run that makes an outline: what is found is held back until all of it is there,
/// so that an outline that stands is not given up for half of another.
final class OutlineHost: GenerationHost {
  private let host: StoreHost
  private let held = Mutex<[OutlineFinding]>([])

  init(_ host: StoreHost) { self.host = host }

  /// What the check pass found.
  var findings: [OutlineFinding] { held.withLock { $0 } }

  func save(_ record: GenerationRecord) async throws {
    switch record {
    case .outline: break
    case .outlineFindings(let findings): held.withLock { $0 = findings }
    default: try await host.save(record)
    }
  }

  func journal(of call: CallID) async throws -> CallJournal? { try await host.journal(of: call) }
  func refusal(of call: GenerationCall) async throws -> String? {
    try await host.refusal(of: call)
  }
  func begin(_ call: GenerationCall) async throws { try await host.begin(call) }
  func append(_ text: String, to call: CallID) async throws {
    try await host.append(text, to: call)
  }
  func settle(_ call: CallID, _ settlement: CallSettlement) async throws {
    try await host.settle(call, settlement)
  }
  func report(_ progress: GenerationProgress) async { await host.report(progress) }
}
