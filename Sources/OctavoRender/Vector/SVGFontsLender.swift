import Synchronization

/// Lends the fonts of vector pictures to the threads that draw them, and keeps them for the next:
/// setting them up takes longer than drawing most pictures.
final class SVGFontsLender: Sendable {
  /// Unchecked, because fonts are either idle here or with the one borrower they were taken out for.
  private struct Idle: @unchecked Sendable {
    var fonts: [SVGFonts] = []
  }

  /// Unchecked, because they pass from here to one borrower and back.
  private struct Lent: @unchecked Sendable {
    let fonts: SVGFonts
  }

  private let files: FontFiles
  private let idle = Mutex(Idle())

  /// Sets nothing up before fonts are first asked for.
  init(_ files: FontFiles) { self.files = files }

  /// Calls `body` with fonts that no one else uses meanwhile; they must not be kept.
  func lend<Value, Failure: Error>(
    _ body: (SVGFonts) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let lent = taken()
    defer { idle.withLock { $0.fonts.append(lent.fonts) } }
    return try body(lent.fonts)
  }

  private func taken() -> Lent {
    let lent = idle.withLock { idle in idle.fonts.popLast().map { Lent(fonts: $0) } }
    return lent ?? Lent(fonts: SVGFonts(files))
  }
}
