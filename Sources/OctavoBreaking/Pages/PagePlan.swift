package import OctavoBase

/// Where everything of a division goes: its page breaks and the variant chosen for each block.
///
/// Produced by `Paginator`; layout turns it into page fragments.
package struct PagePlan: Sendable {
  /// Lines of one block on one page.
  package struct Slice: Sendable {
    package let block: Int32
    /// Index in `PageMaterial.variants`.
    package let variant: Int32
    /// Index in `PageMaterial.lines`.
    package let lines: Range<Int32>
    /// From the text block's top to the top of the first line.
    package let y: Length
    /// Whether the block began on an earlier page.
    package let isContinuation: Bool
    /// 0-based; -1 for what runs over the whole measure.
    package var column: Int32 = -1
  }

  /// Lines of one note on one page.
  package struct NoteSlice: Sendable {
    /// Index in `PageMaterial.notes`.
    package let note: Int32
    package let lines: Range<Int32>
  }

  /// A float on a page.
  package struct FloatSlice: Sendable {
    /// Index in `PageMaterial.floats`.
    package let float: Int32
    /// From the text block's top to the float's.
    package let y: Length
  }

  package struct Page: Sendable {
    package var slices: [Slice] = []
    package var notes: [NoteSlice] = []
    package var floats: [FloatSlice] = []
    /// Lines the page's spread is set longer (or, negative, shorter) than a full page.
    package var target: Int8 = 0
    /// From the text block's top to the end of the last line.
    package var depth: Length = .zero
    /// Whole grid lines left free below the text, notes taken off.
    package var shortBy = 0
    /// How far text and notes run below the text block; more than zero only where something fits no
    /// page.
    package var overfull = Length.zero
  }

  package var pages: [Page]
  /// Sum of all costs.
  package var cost: Int64
}
