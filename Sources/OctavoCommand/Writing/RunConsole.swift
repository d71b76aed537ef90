import Glibc
import OctavoGeneration
import OctavoService
import Synchronization

/// Shows people how a run goes: one line that changes on a terminal, a line a step elsewhere.
final class RunConsole: RunWatch {
  private struct State {
    var progress: GenerationProgress?
    /// Words planned, there when the run began, and finished since.
    var planned = 0
    var before = 0
    var finished = 0
    var spent: MicroDollars = .zero
    var began: ContinuousClock.Instant?
    var drawn: ContinuousClock.Instant?
    var lastLine = ""
    var isShown = false
  }

  private let isQuiet: Bool
  private let isTerminal: Bool
  private let clock = ContinuousClock()
  private let state = Mutex(State())

  /// Redrawn at most so often.
  private static let pause: Duration = .milliseconds(100)

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isTerminal = isatty(STDERR_FILENO) == 1
  }

  func saw(_ event: RunEvent) {
    guard !isQuiet else { return }
    state.withLock { state in
      switch event {
      case .progress(let progress): state.progress = progress
      case .plan(let words, let written):
        (state.planned, state.before, state.finished) = (words, written, 0)
        state.began = clock.now
      case .piece(let words):
        state.finished += words
        // The unit's own words are among the finished ones now.
        state.progress = state.progress.map {
          var progress = GenerationProgress(
            $0.stage, subject: $0.subject, done: $0.done, total: $0.total)
          (progress.chapter, progress.chapters) = ($0.chapter, $0.chapters)
          return progress
        }
      case .spent(let amount): state.spent = amount
      case .stopped: return
      }
      show(&state)
    }
  }

  /// Ends the changing line, so that what follows has a line of its own.
  func end() {
    state.withLock { state in
      if state.isShown { Terminal.write("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  private func show(_ state: inout State) {
    guard let progress = state.progress else { return }
    if isTerminal {
      let now = clock.now
      if let drawn = state.drawn, now - drawn < Self.pause { return }
      state.drawn = now
      let line = ConsoleLine(
        subject: progress.subject, measures: measures(state, progress),
        place: { Self.place(progress, subject: $0) })
      Terminal.write("\r\u{1B}[K" + line.fitting(Self.columns))
      state.isShown = true
    } else {
      let line = Self.place(progress, subject: progress.subject)
      guard line != state.lastLine else { return }
      state.lastLine = line
      Terminal.write(([line] + measures(state, progress)).joined(separator: " · ") + "\n")
    }
  }

  private static func place(_ progress: GenerationProgress, subject: String) -> String {
    let stage =
      switch progress.stage {
      case .ideation: "looking at the topic"
      case .thesis: "finding the thesis"
      case .concepts: "making concepts"
      case .outline: "outlining"
      case .check: "checking the outline"
      case .writing: "writing"
      case .review: "reviewing"
      }
    let subject = subject.isEmpty ? "" : " “\(subject)”"
    let count = progress.total > 1 ? " (\(progress.done)/\(progress.total))" : ""
    let place = progress.chapter > 0 ? " \(progress.chapter) of \(progress.chapters)" : ""
    return stage + place + subject + count
  }

  private func measures(_ state: State, _ progress: GenerationProgress) -> [String] {
    var parts: [String] = []
    let new = state.finished + progress.words
    if state.planned > 0 {
      parts.append(
        "\(Figures.grouped(state.before + new)) of \(Figures.grouped(state.planned)) words")
    }
    if let began = state.began, new > 0 {
      let seconds = Double((clock.now - began).components.seconds)
      if seconds >= 3 {
        let rate = Double(new) / seconds
        parts.append("\(Int(rate)) words/s")
        let left = Double(max(0, state.planned - state.before - new)) / rate
        parts.append("about \(Figures.time(left)) left")
      }
    }
    // Lines that stay say nothing of what is nothing, or unknown: which of them, the run's end tells.
    if isTerminal || state.spent > .zero { parts.append(Figures.dollars(state.spent)) }
    return parts
  }

  /// The terminal's width; a line that wraps cannot be written over.
  private static var columns: Int {
    var size = winsize()
    let found = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return found ? Int(size.ws_col) - 1 : 79
  }
}
