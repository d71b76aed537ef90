/// One finding about the input or the result, for people and machines.
public struct Diagnostic: Sendable, Hashable {
  /// How grave a finding is; only an error keeps a book from being made.
  public enum Severity: Int, Sendable, Comparable, Hashable {
    case note, warning, error

    /// Whether `a` is the less grave.
    public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

    /// The word printed before the message.
    public var label: String {
      switch self {
      case .note: "note"
      case .warning: "warning"
      case .error: "error"
      }
    }
  }

  /// A second place that explains the first, such as the earlier definition of a doubled id.
  public struct Related: Sendable, Hashable {
    /// What the place has to do with the finding, in the manner of `Diagnostic.message`.
    public let message: String
    /// Where it is.
    public let span: SourceSpan

    /// Makes a second place with what it explains.
    public init(message: String, span: SourceSpan) {
      self.message = message
      self.span = span
    }
  }

  /// How grave it is.
  public let severity: Severity
  /// A stable dotted name such as `book.unknown-key` or `layout.overfull-line`.
  public let code: String
  /// What was found and what is allowed, in one sentence without a final full stop.
  public let message: String
  /// Where; nil when no file is at fault.
  public let span: SourceSpan?
  /// Further places that explain the finding.
  public let related: [Related]
  /// What to do about it: one suggestion each.
  public let hints: [String]

  /// Makes a finding with its code and its sentence.
  public init(
    _ severity: Severity, _ code: String, _ message: String, at span: SourceSpan? = nil,
    related: [Related] = [], hints: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.related = related
    self.hints = hints
  }
}

/// A stage's result together with everything it found on the way.
///
/// Stages go on after a finding wherever a value can still be made; `throws` is kept for a broken
/// world, such as a file that cannot be read.
public struct Outcome<Value: Sendable>: Sendable {
  /// What the stage made, whole even where something was wrong on the way.
  public let value: Value
  /// In order of discovery.
  public let diagnostics: [Diagnostic]

  /// Makes an outcome from a value and the findings about it.
  public init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }
}

extension [Diagnostic] {
  /// Whether any finding is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}

/// A broken world: the reason a stage could not give any value.
public struct OctavoError: Error, Sendable {
  /// Which sysexits code the command line ends with.
  public enum Kind: Sendable, Hashable {
    /// The manuscript or template is wrong (65).
    case badInput
    /// A file or folder is not there or not readable (66).
    case missingInput
    /// An invariant of Octavo's own broke (70).
    case defect
    /// The output cannot be created (73).
    case cannotWrite
    /// Reading or writing failed half-way (74).
    case inputOutput
    /// A provider or a store cannot be reached or used (69).
    case unavailable
    /// Something else stands in the way for now; the same command may succeed later (75).
    case tryAgain
  }

  /// What broke, for the exit code.
  public let kind: Kind
  /// At least one; the first names the cause.
  public let diagnostics: [Diagnostic]

  /// Makes an error from its findings, of which there is at least one.
  public init(_ kind: Kind, _ diagnostics: [Diagnostic]) {
    self.kind = kind
    self.diagnostics = diagnostics
  }

  /// Makes an error from one finding that is in no file.
  public init(_ kind: Kind, _ code: String, _ message: String, hints: [String] = []) {
    self.init(kind, [Diagnostic(.error, code, message, hints: hints)])
  }
}
