import OctavoBase
import Synchronization

/// Streamed text on its way to the disk: a fraction of a second's worth, gathered into one
/// transaction, since each costs some tenth of a millisecond however little is in it.
///
/// A class because the timer and the streams share it.
final class JournalBuffer: Sendable {
  /// One journal's text that is not yet in the database.
  struct Pending: Sendable {
    let journal: OpenJournal
    var text: String
  }

  private struct State: Sendable {
    /// By the journal's name.
    var pending: [String: Pending] = [:]
    /// What kept a journal's text from being written, until someone is told.
    var failures: [String: OctavoError] = [:]
    var isTimed = false
  }

  /// Bytes that are written without waiting for the timer.
  private static let limit = 16 << 10

  private let state = Mutex(State())
  /// Held while text goes from here to the database, so that two threads cannot swap its order.
  private let writing = Mutex(())

  /// What adding a piece leads to.
  enum Next { case nothing, setTimer, writeNow }

  /// Adds a piece; throws what an earlier one of the journal failed with.
  func add(_ piece: String, to journal: OpenJournal) throws(OctavoError) -> Next {
    let result = state.withLock { state -> Result<Next, OctavoError> in
      if let failure = state.failures.removeValue(forKey: journal.id) { return .failure(failure) }
      state.pending[journal.id, default: Pending(journal: journal, text: "")].text += piece
      if state.pending[journal.id]?.text.utf8.count ?? 0 >= Self.limit {
        return .success(.writeNow)
      }
      defer { state.isTimed = true }
      return .success(state.isTimed ? .nothing : .setTimer)
    }
    return try result.get()
  }

  /// Writes all that is pending; a failure is kept for the journal's next verb.
  ///
  /// Text that found no room stays and is tried again; text whose journal or lease is gone does not.
  func flush(_ write: (Pending) throws(OctavoError) -> Void) {
    guard state.withLock({ !$0.pending.isEmpty }) else { return }
    writing.withLock { _ in
      for pending in take() {
        do throws(OctavoError) {
          try write(pending)
          state.withLock { $0.failures[pending.journal.id] = nil }
        } catch {
          restore(pending, after: error)
        }
      }
    }
  }

  /// Called when the timer went off: the next piece sets it anew.
  func timerEnded() { state.withLock { $0.isTimed = false } }

  /// Throws what kept a journal's text from being written, once.
  func throwFailure(of journal: OpenJournal) throws(OctavoError) {
    if let failure = state.withLock({ $0.failures.removeValue(forKey: journal.id) }) {
      throw failure
    }
  }

  /// Forgets what is pending of a journal that was replaced or is gone.
  func forget(_ journal: OpenJournal) {
    state.withLock { state in
      state.pending[journal.id] = nil
      state.failures[journal.id] = nil
    }
  }

  private func take() -> [Pending] {
    state.withLock { state in
      defer { state.pending = [:] }
      return state.pending.values.sorted { $0.journal.id < $1.journal.id }
    }
  }

  private func restore(_ pending: Pending, after error: OctavoError) {
    let canSucceed = error.kind == .inputOutput || error.diagnostics.first?.code == "store.busy"
    state.withLock { state in
      state.failures[pending.journal.id] = error
      guard canSucceed else { return }
      let later = state.pending[pending.journal.id]?.text ?? ""
      state.pending[pending.journal.id] = Pending(
        journal: pending.journal, text: pending.text + later)
    }
  }
}

extension Store {
  /// Writes text that streamed in and waits; what goes wrong is told to the journal's own verbs, not
  /// to the one that happens to come next.
  func flushJournals() {
    journalBuffer.flush { pending throws(OctavoError) in
      let isDue = isSyncDue(after: Journal.syncInterval)
      let time = now
      try commit(durably: isDue) { db in
        try insert(pending.text, pending.journal, db)
        if isDue { try Leases.extend(pending.journal.lease, at: time, db) }
      }
    }
  }

  func setJournalTimer() {
    environment.later(Journal.interval) { [self] in
      journalBuffer.timerEnded()
      flushJournals()
    }
  }
}
