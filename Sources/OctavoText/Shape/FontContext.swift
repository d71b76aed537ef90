/// One thread's view of a `FontLibrary`: shapes words and remembers them.
///
/// A class because it owns HarfBuzz fonts and the word cache, and is lent to one chapter at a time;
/// it must not be used by two threads at once. Ids and views it gives are its own.
package final class FontContext {
  package let library: FontLibrary
  let buffer = HarfBuzzBuffer()
  @exclusivity(unchecked) var cache = WordCache()
  @exclusivity(unchecked) var instances: ContiguousArray<FontInstance> = []
  @exclusivity(unchecked) var plans: ContiguousArray<ShapingPlan> = []
  private var instanceIDs: [FontRequest: FontInstanceID] = [:]
  @exclusivity(unchecked) private var fonts: ContiguousArray<HarfBuzzFont?>
  @exclusivity(unchecked) var hyphenation = HyphenationCache()
  /// By word; nil until asked for.
  @exclusivity(unchecked) var wordEdges: ContiguousArray<WordEdges?> = []
  lazy var protrusionTables = library.faces.map { ProtrusionTable.of(family: $0.family) }
  lazy var itemizer = PangoItemizer(library.pango)

  /// Bytes of the longest token to shape at once. Longer ones (no break in a thousand bytes) must
  /// be cut by the caller: clusters past 65,535 bytes cannot be told apart.
  package static let maximumTokenBytes = 1_000

  package init(_ library: FontLibrary) {
    self.library = library
    fonts = ContiguousArray(repeating: nil, count: library.faces.count)
  }

  /// The id of a request; the same for equal requests.
  package func instance(_ request: FontRequest) -> FontInstanceID {
    if let known = instanceIDs[request] { return known }
    let id = FontInstanceID(index: Int32(instances.count))
    let plan = Int32(plans.count)
    let instance = FontInstance(request, stack: library.stack(for: request), plan: plan)
    instances.append(instance)
    plans.append(ShapingPlan(instance: id, run: .plain, appendsHyphen: false))
    plans.append(ShapingPlan(instance: id, run: .plain, appendsHyphen: true))
    instanceIDs[request] = id
    return id
  }

  /// The request an id stands for.
  package func request(_ id: FontInstanceID) -> FontRequest { instances[Int(id.index)].request }

  /// The face an instance sets what it covers in.
  package func primaryFont(_ id: FontInstanceID) -> FontID { instances[Int(id.index)].stack[0] }

  /// The measures of an instance's primary face, in 65,536ths of the em.
  package func metrics(_ id: FontInstanceID) -> FontMetrics {
    library.face(primaryFont(id)).metrics
  }

  /// Advance of the word space, in 65,536ths of the em.
  package func spaceWidth(_ id: FontInstanceID) -> Int32 { metrics(id).spaceWidth }

  /// Width of the hyphen that line breaking puts in, in 65,536ths of the em.
  package func hyphenWidth(_ id: FontInstanceID) -> Int32 {
    let plan = Int(instances[Int(id.index)].plainPlan)
    if let width = plans[plan].hyphenWidth { return width }
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    let width = word(shapeFragment(empty, in: id, appendHyphen: true)).width
    plans[plan].hyphenWidth = width
    return width
  }

  /// Shapes a token, punctuation included, or finds it in the cache.
  package func shape(
    _ bytes: UnsafeBufferPointer<UInt8>, in instance: FontInstanceID, run: RunProperties = .plain
  ) -> WordID {
    let plan = planIndex(instance, run, appendsHyphen: false)
    let hash = WordCache.hash(bytes, plan: plan)
    if let known = cache.find(bytes, plan: plan, hash: hash) { return known }
    return shapeNew(bytes, plan: plan, hash: hash)
  }

  /// Shapes the piece of a token that a line ends or begins with.
  ///
  /// With `appendHyphen` the hyphen's glyph comes last (first in right-to-left text) and has the
  /// piece's length as cluster.
  package func shapeFragment(
    _ bytes: UnsafeBufferPointer<UInt8>, in instance: FontInstanceID, run: RunProperties = .plain,
    appendHyphen: Bool
  ) -> WordID {
    let plan = planIndex(instance, run, appendsHyphen: appendHyphen)
    let hash = WordCache.hash(bytes, plan: plan)
    if let known = cache.find(bytes, plan: plan, hash: hash) { return known }
    return shapeNew(bytes, plan: plan, hash: hash)
  }

  package func word(_ id: WordID) -> ShapedWord { cache.words[Int(id.index)] }

  /// The bytes of a word, valid until the next word is shaped.
  package func text(of id: WordID) -> UnsafeBufferPointer<UInt8> { cache.text(id) }

  /// The glyphs of a word in visual order, valid until the next word is shaped.
  package func glyphs(of id: WordID) -> UnsafeBufferPointer<ShapedGlyph> {
    let range = cache.words[Int(id.index)].glyphs
    return cache.glyphs.view(Int(range.lowerBound)..<Int(range.upperBound))
  }

  /// A glyph by its index in `ShapedWord.glyphs`.
  package func glyph(at index: Int32) -> ShapedGlyph { cache.glyphs[Int(index)] }

  /// Words in the cache.
  package var cachedWordCount: Int { cache.count }
  /// Memory of the cache, in bytes.
  package var cachedByteCount: Int { cache.byteCount }

  /// Forgets all words, so that a long-lived process stays small; every `WordID` becomes invalid,
  /// instances keep theirs.
  package func removeAllWords() {
    cache.removeAll()
    hyphenation.removeAllWords()
    wordEdges.removeAll(keepingCapacity: true)
  }

  /// This thread's font of a face.
  func font(_ id: FontID) -> HarfBuzzFont {
    if let font = fonts[Int(id.index)] { return font }
    let font = library.font(id)
    fonts[Int(id.index)] = font
    return font
  }

  @inline(__always)
  private func planIndex(
    _ instance: FontInstanceID, _ run: RunProperties, appendsHyphen: Bool
  ) -> Int32 {
    if run.script == 0 { return instances[Int(instance.index)].plainPlan + (appendsHyphen ? 1 : 0) }
    return otherPlanIndex(ShapingPlan(instance: instance, run: run, appendsHyphen: appendsHyphen))
  }

  /// Few plans are not plain: one for each script and direction of a book.
  private func otherPlanIndex(_ plan: ShapingPlan) -> Int32 {
    if let known = plans.firstIndex(where: { $0.isSame(as: plan) }) { return Int32(known) }
    plans.append(plan)
    return Int32(plans.count - 1)
  }
}
