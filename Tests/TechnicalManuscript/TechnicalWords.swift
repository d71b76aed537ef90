/// Draws words and sentences of a trade from lists, the same in every run.
///
/// SplitMix64 (Steele, Lea, Flood 2014).
struct TechnicalWords {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

  /// A number from 0 to below `limit`.
  mutating func number(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }

  mutating func pick(_ list: [String]) -> String { list[number(below: list.count)] }

  mutating func noun() -> String { pick(Self.nouns) }

  /// A name as code spells it.
  mutating func identifier() -> String { pick(Self.nouns) + Self.capitalized(pick(Self.nouns)) }

  static func capitalized(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  private mutating func verb() -> String { pick(Self.verbs) }

  private mutating func adjective() -> String { pick(Self.adjectives) }

  /// A noun with an adjective.
  private mutating func thing() -> String { "\(adjective()) \(noun())" }

  /// A heading of two or three words.
  mutating func heading() -> String {
    "\(Self.capitalized(pick(Self.gerunds))) the \(pick(Self.adjectives)) \(noun())"
  }

  mutating func sentence() -> String {
    let text =
      switch number(below: 6) {
      case 0: "the \(thing()) \(verb()) one \(thing()) before the \(noun()) is told of it"
      case 1: "when a \(noun()) is \(adjective()), its \(noun()) \(verb()) all that waits"
      case 2: "no \(noun()) should ever outlive the \(thing()) that \(verb()) it"
      case 3:
        """
        measured over a week, the \(thing()) costs `\(number(below: 900) + 20)` ms per \(noun()), \
        and the \(noun()) hardly anything
        """
      case 4:
        "*\(Self.capitalized(pick(Self.gerunds)))* the \(noun()) is cheaper than doing it by the \(noun())"
      default:
        """
        an operator sees the \(noun()) through `\(identifier())` and nothing else, so that the \
        \(adjective()) case is not confused with a \(noun())
        """
      }
    return (text.hasPrefix("*") ? text : Self.capitalized(text)) + "."
  }

  mutating func sentences(_ count: Int) -> String {
    (0..<count).map { _ in sentence() }.joined(separator: " ")
  }

  private static let nouns = [
    "buffer", "cache", "channel", "checkpoint", "client", "cluster", "cursor", "daemon", "digest",
    "endpoint", "frame", "gateway", "handle", "journal", "kernel", "lease", "ledger", "message",
    "monitor", "packet", "partition", "pipeline", "quorum", "queue", "record", "registry",
    "replica", "request", "scheduler", "segment", "session", "shard", "snapshot", "socket",
    "stream", "supervisor", "ticket", "token", "transaction", "worker",
  ]
  private static let verbs = [
    "acknowledges", "allocates", "compares", "drains", "invalidates", "locks", "measures",
    "publishes", "rejects", "replays", "reserves", "retries", "routes", "signs", "verifies",
  ]
  private static let gerunds = [
    "compacting", "draining", "electing", "fencing", "migrating", "mirroring", "observing",
    "partitioning", "recovering", "replaying", "restoring", "sealing", "throttling", "tracing",
  ]
  private static let adjectives = [
    "bounded", "cold", "consistent", "deferred", "durable", "idle", "immutable", "lazy",
    "overloaded", "primary", "remote", "secondary", "stale", "transient", "unreachable",
  ]
}
