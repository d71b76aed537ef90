import OctavoGeneration
import Synchronization

/// The program died here.
struct Killed: Error {}

/// A store in memory that can die after any of its operations.
final class MemoryHost: GenerationHost {
  struct Entry: Sendable {
    let call: CallID
    var settlement: CallSettlement?
  }

  struct State: Sendable {
    var journals: [String: CallJournal] = [:]
    var ledger: [Entry] = []
    var records: [GenerationRecord] = []
    var progress: [GenerationProgress] = []
    var operations = 0
    var deadline: Int?
    var tokensLeft: Int?
  }

  private let state: Mutex<State>

  init(_ state: State = State()) { self.state = Mutex(state) }

  /// What survives: everything but the deadline.
  var survivors: State {
    state.withLock {
      var copy = $0
      copy.deadline = nil
      copy.operations = 0
      return copy
    }
  }

  var records: [GenerationRecord] { state.withLock { $0.records } }
  var ledger: [Entry] { state.withLock { $0.ledger } }
  var operations: Int { state.withLock { $0.operations } }
  var progress: [GenerationProgress] { state.withLock { $0.progress } }
  var journals: [String: CallJournal] { state.withLock { $0.journals } }

  func die(after operation: Int) { state.withLock { $0.deadline = operation } }
  func allow(tokens: Int?) { state.withLock { $0.tokensLeft = tokens } }

  /// Does something that outlives the program, then dies if it is time.
  private func perform<Result: Sendable>(_ body: (inout State) -> Result) throws -> Result {
    try state.withLock { state in
      let result = body(&state)
      state.operations += 1
      if let deadline = state.deadline, state.operations > deadline { throw Killed() }
      return result
    }
  }

  func journal(of call: CallID) async throws -> CallJournal? {
    try perform { $0.journals[call.text] }
  }

  func refusal(of call: GenerationCall) async throws -> String? {
    try perform { state in
      guard let left = state.tokensLeft else { return nil }
      let needed = call.ceiling.input + call.ceiling.output
      return needed > left ? "The budget has \(left) tokens left; \(needed) may be needed." : nil
    }
  }

  func begin(_ call: GenerationCall) async throws {
    try perform { $0.ledger.append(Entry(call: call.id)) }
  }

  func append(_ text: String, to call: CallID) async throws {
    try perform { $0.journals[call.text, default: CallJournal(text: "", end: nil)].text += text }
  }

  func settle(_ call: CallID, _ settlement: CallSettlement) async throws {
    try perform { state in
      state.journals[call.text, default: CallJournal(text: "", end: nil)].end = settlement.end
      if let index = state.ledger.lastIndex(where: { $0.call == call }) {
        state.ledger[index].settlement = settlement
      }
      if let left = state.tokensLeft {
        state.tokensLeft = left - settlement.usage.input - settlement.usage.output
      }
    }
  }

  func save(_ record: GenerationRecord) async throws { try perform { $0.records.append(record) } }

  func report(_ progress: GenerationProgress) async {
    state.withLock { $0.progress.append(progress) }
  }
}
