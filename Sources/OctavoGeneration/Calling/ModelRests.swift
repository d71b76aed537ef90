import Synchronization

/// Until when models that failed are passed over.
package final class ModelRests: Sendable {
  private struct Rest {
    var end: Double
    /// How often it rested since it last answered.
    var count: Int
  }

  /// Seconds of a first rest; each further one is twice as long.
  private static let first: Double = 300
  /// Seconds of the longest rest, but for what a provider asks.
  private static let longest: Double = 3_600

  private let rests = Mutex<[ModelName: Rest]>([:])

  package init() {}

  /// Passes the model over from now on.
  ///
  /// - Parameter asked: seconds for which the provider wants to be left alone.
  func rest(_ name: ModelName, asked: Double? = nil, at now: Double) {
    rests.withLock { rests in
      var rest = rests[name] ?? Rest(end: 0, count: 0)
      // Asked again before its time, since nobody else was left.
      if rest.end <= now { rest.count += 1 }
      let own = min(Self.first * Double(1 << min(rest.count - 1, 8)), Self.longest)
      rest.end = max(rest.end, now + max(own, asked ?? 0))
      rests[name] = rest
    }
  }

  /// The model has answered.
  func wake(_ name: ModelName) { rests.withLock { $0[name] = nil } }

  /// When the model's rest ends, in seconds since 1970; 0 for one that never rested.
  func end(of name: ModelName) -> Double { rests.withLock { $0[name]?.end ?? 0 } }
}

/// Which models one chain passes over: those that do not answer anybody, those that cannot do what
/// its step asks, and those whose answers were of no use to it.
final class LinkRests: Sendable {
  /// How a call that handed text on came to its end.
  enum Ending { case answered, broken }

  private struct State {
    /// Answers of no use, in a row.
    var strikes: [ModelName: Int] = [:]
    /// Who answered last, and whether to its end. Only the next request tells whether the answer
    /// was of use.
    var last: (name: ModelName, ending: Ending)?
  }

  /// Answers of no use in a row after which a model is passed over.
  private static let mostStrikes = 2

  private let state = Mutex(State())
  private let shared: ModelRests
  private let own = ModelRests()

  init(shared: ModelRests) { self.shared = shared }

  func note(_ ending: Ending, by name: ModelName) {
    if ending == .answered { shared.wake(name) }
    state.withLock { $0.last = (name, ending) }
  }

  /// Takes in what became of the last answer.
  func hear(ofSetback isSetback: Bool, at now: Double) {
    let tired = state.withLock { state -> ModelName? in
      guard let last = state.last else { return nil }
      state.last = nil
      guard isSetback || last.ending == .broken else {
        state.strikes[last.name] = nil
        own.wake(last.name)
        return nil
      }
      state.strikes[last.name, default: 0] += 1
      guard state.strikes[last.name] ?? 0 >= Self.mostStrikes else { return nil }
      state.strikes[last.name] = nil
      return last.name
    }
    if let tired { own.rest(tired, at: now) }
  }

  /// A model that may answer later rests for all; one that found a request wrong, or that this step
  /// cannot use, for this chain alone.
  func rest(_ name: ModelName, after remedy: ModelError.Remedy, at now: Double) {
    if case .retry(let asked) = remedy {
      shared.rest(name, asked: asked, at: now)
    } else {
      own.rest(name, at: now)
    }
  }

  /// Indices in order, without those that rest; all of them where all rest, the one whose rest ends
  /// first before the others.
  func order(of names: [ModelName], at now: Double) -> [Int] {
    let ends = names.map(end(of:))
    let awake = names.indices.filter { ends[$0] <= now }
    guard awake.isEmpty else { return awake }
    return names.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
  }

  /// Seconds until the first of the models that rest is asked again; nil where none rests.
  func shortest(of names: [ModelName], at now: Double) -> Double? {
    names.map { end(of: $0) - now }.filter { $0 > 0 }.min()
  }

  private func end(of name: ModelName) -> Double { max(shared.end(of: name), own.end(of: name)) }
}
