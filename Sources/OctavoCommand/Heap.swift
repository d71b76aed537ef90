import CMalloc

/// How the process's heap (glibc's) is kept, by what a command does.
enum Heap {
  /// For a run that waits for hours on a model: one heap for all threads from here on.
  ///
  /// glibc gives every thread a heap of its own and keeps what was freed in each. A run that mostly
  /// waits gains nothing from that, and pages made at its end would come on top of all of it.
  static func beThrifty() { _ = mallopt(M_ARENA_MAX, 1) }

  /// Gives freed memory back to the system.
  static func giveBack() { _ = malloc_trim(0) }

  /// Leaves a value to the system, which takes a process's memory back at once, where taking a
  /// book's tree apart node by node would keep a reader waiting.
  static func leave<Value>(_ value: Value) { _ = Unmanaged.passRetained(Left(value)) }

  private final class Left<Value> {
    let value: Value
    init(_ value: Value) { self.value = value }
  }
}
