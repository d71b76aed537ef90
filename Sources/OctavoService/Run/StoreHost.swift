import OctavoBase
import OctavoGeneration
import OctavoStore
import Synchronization

/// The store as the pipeline's surroundings: journal and records of one project under one lease.
///
/// Money is the meter's: it counts each request that is sent, where the pipeline's own calls may
/// be sent several times.
final class StoreHost: GenerationHost {
  private let store: Store
  private let lease: ProjectLease
  private let watch: any RunWatch
  private let current: CurrentCall
  private let meaning = Mutex(RecordMeaning())

  init(_ store: Store, _ lease: ProjectLease, _ current: CurrentCall, _ watch: any RunWatch) {
    self.store = store
    self.lease = lease
    self.current = current
    self.watch = watch
  }

  func journal(of call: OctavoGeneration.CallID) async throws -> CallJournal? {
    try store.answers.find(call.text, of: lease.project).map { answer in
      CallJournal(text: answer.text, end: answer.ending.map(CallEndWord.end))
    }
  }

  /// Always nil: the meter holds the budget, request by request.
  func refusal(of call: GenerationCall) async throws -> String? { nil }

  func begin(_ call: GenerationCall) async throws {
    current.set(call.id.text)
    try store.answers.begin(call.id.text, under: lease)
  }

  func append(_ text: String, to call: OctavoGeneration.CallID) async throws {
    try store.answers.append(text, to: call.text, under: lease)
    watch.streamed(text, of: call.text)
  }

  func settle(
    _ call: OctavoGeneration.CallID, _ settlement: OctavoGeneration.CallSettlement
  ) async throws {
    try store.answers.end(call.text, of: lease.project, as: CallEndWord.word(settlement.end))
  }

  func save(_ record: GenerationRecord) async throws {
    let effects = try meaning.withLock { try $0.effects(of: record) }
    try store.records.save(try RecordBody.stored(record), effects: effects, under: lease)
    if case .piece(let piece) = record { watch.saw(.piece(words: WordScan.count(piece.text))) }
  }

  func report(_ progress: GenerationProgress) async { watch.saw(.progress(progress)) }
}

/// The name of the pipeline's call that is under way; its requests are entered under it.
final class CurrentCall: Sendable {
  private let name = Mutex("")

  func set(_ text: String) { name.withLock { $0 = text } }
  var text: String { name.withLock { $0 } }
}

/// How calls end, as stored words.
enum CallEndWord {
  static func word(_ end: CallEnd) -> String {
    switch end {
    case .finished(.stop): "stop"
    case .finished(.length): "length"
    case .finished(.refusal): "refusal"
    case .cut(let fault): "cut-" + fault.rawValue
    case .interrupted: "interrupted"
    case .died: "died"
    }
  }

  /// A word of a newer Octavo counts as an interruption: its text is gone on from.
  static func end(_ word: String) -> CallEnd {
    switch word {
    case "stop": return .finished(.stop)
    case "length": return .finished(.length)
    case "refusal": return .finished(.refusal)
    case "died": return .died
    default:
      let fault = word.hasPrefix("cut-") ? StreamFault(rawValue: String(word.dropFirst(4))) : nil
      return fault.map { .cut($0) } ?? .interrupted
    }
  }
}
