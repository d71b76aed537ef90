import CMalloc

/// Keeps a run that waits for hours on a model small in memory.
///
/// glibc gives every thread a heap of its own and keeps what was freed in each. A run that mostly
/// waits gains nothing from that, and pages made at its end would come on top of all of it.
enum HeapThrift {
  /// One heap for all threads from here on.
  static func begin() { _ = mallopt(M_ARENA_MAX, 1) }

  /// Gives freed memory back to the system.
  static func giveBack() { _ = malloc_trim(0) }
}
