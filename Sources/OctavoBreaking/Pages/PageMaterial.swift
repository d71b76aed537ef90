package import OctavoBase

/// The vertical list of one division: blocks of lines with their spaces, notes and alternatives.
///
/// Filled by layout, read by `Paginator`. Flat arrays, so that a chapter costs a handful of
/// allocations. Heights are measured downwards from the text block's top.
package struct PageMaterial: Sendable {
  /// A paragraph, a heading, a table, a figure: lines that follow each other without space.
  package struct Block: Sendable {
    /// White space to the block before, dropped at a page's top; the larger of the two counts.
    package var spaceBefore: Length = .zero
    package var spaceAfter: Length = .zero
    /// White space kept even at a page's top, such as an opening's sink.
    package var topSpace: Length = .zero
    /// Whether the block's first line stands on the baseline grid.
    package var isOnGrid = true
    /// Whether a page break after the block is to be avoided at any cost.
    package var keepWithNext = false
    package var keepTogether = false
    /// Fewest lines at a page's foot and at the next page's top when the block is broken.
    package var orphans = 2
    package var widows = 2
    /// Height repeated at the top of each page the block continues on, such as a table's head.
    package var repeatedHead: Length = .zero
    /// Whether a new page begins before the block.
    package var breakBefore = false
    /// Range in `floats`: those called where the block ends.
    package var floats: Range<Int32> = 0..<0
    /// Range in `variants`; the first is the best set one.
    package var variants: Range<Int32> = 0..<0

    package init() {}
  }

  /// One way to set a block.
  package struct Variant: Sendable {
    /// Range in `lines`.
    package let lines: Range<Int32>
    /// Demerits over the block's best setting.
    package let cost: Int64
    /// Added to the space before the block; may be negative.
    package let extraSpace: Length
    /// Sum of the lines' heights.
    package let height: Length
    package let hasNotes: Bool
  }

  /// One line (or table row, or picture): the least that moves to another page.
  package struct Line: Sendable {
    package let height: Length
    /// Whether it ends in a hyphen that line breaking put in.
    package let endsInHyphen: Bool
    /// Range in `notes`: the notes called in the line.
    package let notes: Range<Int32>
    /// Whether no page should begin with it: the rest of a line of code or verse, or an empty one.
    package var isNoStart = false

    package init(height: Length, endsInHyphen: Bool = false, notes: Range<Int32> = 0..<0) {
      self.height = height
      self.endsInHyphen = endsInHyphen
      self.notes = notes
    }
  }

  /// A footnote called in the text.
  package struct Note: Sendable {
    /// How many lines it is set in.
    package let lineCount: Int32
    /// Whether the note before it, or one before that, calls it, and not the text.
    package let isInner: Bool

    package init(lineCount: Int32, isInner: Bool = false) {
      self.lineCount = lineCount
      self.isInner = isInner
    }
  }

  /// Something that may leave its place in the text, such as a figure.
  package struct Float: Sendable {
    /// Where it may go.
    package enum Place: Sendable {
      /// The head, or the foot, of the page of its call, or of the first page after with room.
      case top, bottom
      /// A page of its own, the next one.
      case page
    }

    /// With the white space that parts it from the text; a whole number of grid lines.
    package let height: Length
    package let place: Place

    package init(height: Length, place: Place) {
      self.height = height
      self.place = place
    }
  }

  package var blocks: ContiguousArray<Block> = []
  package var variants: ContiguousArray<Variant> = []
  package var lines: ContiguousArray<Line> = []
  package var notes: ContiguousArray<Note> = []
  /// In order of call.
  package var floats: ContiguousArray<Float> = []

  package init() {}

  /// Adds a way to set a block; its lines are the ones added since `firstLine`.
  ///
  /// - Returns: the variant's index. Variants of one block must be added one after the other.
  @discardableResult
  package mutating func addVariant(
    from firstLine: Int, cost: Int64 = 0, extraSpace: Length = .zero
  ) -> Int32 {
    let added = lines[firstLine...]
    variants.append(
      Variant(
        lines: Int32(firstLine)..<Int32(lines.count), cost: cost, extraSpace: extraSpace,
        height: added.reduce(into: Length.zero) { $0 += $1.height },
        hasNotes: added.contains { !$0.notes.isEmpty }))
    return Int32(variants.count - 1)
  }

  /// Adds a block with the variants added since `firstVariant`.
  package mutating func addBlock(_ block: Block, variantsFrom firstVariant: Int) {
    precondition(firstVariant < variants.count, "a block needs a way to be set")
    var block = block
    block.variants = Int32(firstVariant)..<Int32(variants.count)
    blocks.append(block)
  }

  /// From the text block's top to the block's line `line`, on a page filled down to `used`.
  func top(
    of block: Int, line: Int, extraSpace: Length, on page: (used: Length, isAtTop: Bool),
    grid: Length
  ) -> Length {
    let facts = blocks[block]
    if line > 0 { return page.isAtTop ? facts.repeatedHead : page.used }
    if page.isAtTop { return facts.topSpace }
    let y = page.used + max(gap(before: block) + extraSpace, .zero) + facts.topSpace
    return facts.isOnGrid ? grid * y.steps(of: grid) : y
  }

  /// White space between block `index` and the one before it, before any snapping to the grid.
  func gap(before index: Int) -> Length {
    index == 0 ? .zero : max(blocks[index - 1].spaceAfter, blocks[index].spaceBefore)
  }
}
