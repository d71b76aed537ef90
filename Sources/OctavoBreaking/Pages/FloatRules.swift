import OctavoBase

/// Where floats go: always in the order of their calls, on the open page where they fit and none
/// waits, else on the first page after that has room.
extension PageRules {
  /// Lines of text that a page keeps below or above its floats.
  private static let keptLines = 4

  /// Takes note of the floats called at a block's end; returns how many of them stand on the open
  /// page.
  func callFloats(_ block: Int, on state: inout PageState) -> Int32 {
    var placed: Int32 = 0
    for index in material.blocks[block].floats {
      state.calledFloats = index + 1
      let float = material.floats[Int(index)]
      let fits = state.used + state.notes + float.height <= capacity(state)
      // Nothing stands above a division's heading.
      let isBarred = float.place == .page || float.place == .top && state.isFirstPage
      if state.pendingFloats == 0, fits, !isBarred {
        state.floats += float.height
        placed += 1
      } else {
        state.pendingFloats += 1
      }
    }
    return placed
  }

  /// Gives the pages before the opened one to waiting floats that want a page; returns how many.
  func takePages(_ opened: inout PageState) -> Int32 {
    var taken: Int32 = 0
    while let float = nextFloat(opened), float.place == .page {
      opened.pendingFloats -= 1
      opened.isRecto.toggle()
      taken += 1
    }
    return taken
  }

  /// Puts waiting floats on the opened page as long as text has room there too; returns how many.
  func takeFloats(_ opened: inout PageState) -> Int32 {
    var taken: Int32 = 0
    let least = parameters.grid * Self.keptLines + opened.notes
    while let float = nextFloat(opened), float.place != .page,
      opened.floats + float.height + least <= parameters.capacity(target: 0)
    {
      opened.pendingFloats -= 1
      opened.floats += float.height
      taken += 1
    }
    return taken
  }

  private func nextFloat(_ state: PageState) -> PageMaterial.Float? {
    guard state.pendingFloats > 0 else { return nil }
    return material.floats[Int(state.calledFloats - state.pendingFloats)]
  }
}
