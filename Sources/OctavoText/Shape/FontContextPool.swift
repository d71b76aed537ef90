import Synchronization

/// Lends `FontContext`s to the threads that lay out chapters, and keeps them for the next.
///
/// What a context gives does not depend on the words it met before, so neither does any output on
/// which one a chapter borrowed.
package final class FontContextPool: Sendable {
  /// Unchecked, because a context is either idle here or with the one borrower it was taken out for.
  private struct Idle: @unchecked Sendable {
    var contexts: [FontContext] = []
  }

  package let library: FontLibrary
  private let idle = Mutex(Idle())

  package init(_ library: FontLibrary) { self.library = library }

  /// Calls `body` with a context that no one else uses meanwhile; it must not be kept.
  package func lend<Value, Failure: Error>(
    _ body: (FontContext) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let lent = Lent(context: taken())
    defer { idle.withLock { $0.contexts.append(lent.context) } }
    return try body(lent.context)
  }

  /// Unchecked, because it passes from the pool to one borrower and back.
  private struct Lent: @unchecked Sendable {
    let context: FontContext
  }

  private func taken() -> FontContext {
    let lent = idle.withLock { idle in idle.contexts.popLast().map { Lent(context: $0) } }
    return lent?.context ?? FontContext(library)
  }
}
