/// Divisions of the words of a `FontContext`, found once a word.
struct HyphenationCache: ~Copyable {
  /// Where a word's points lie, and under which settings they were found (-1 for none).
  struct Slot {
    var settings: Int32
    var start: Int32
    var end: Int32
  }

  var ids: [HyphenationSettings: HyphenationID] = [:]
  var hyphenators: ContiguousArray<Hyphenator> = []
  var slots: ContiguousArray<Slot> = []
  var points = Arena<HyphenPoint>(capacity: 4_096)

  mutating func removeAllWords() {
    slots.removeAll(keepingCapacity: true)
    points.removeAll()
  }
}

extension FontContext {
  /// The id of some settings; the same for equal settings.
  package func hyphenation(_ settings: HyphenationSettings) -> HyphenationID {
    if let known = hyphenation.ids[settings] { return known }
    let id = HyphenationID(index: Int32(hyphenation.hyphenators.count))
    let dictionary = library.dictionaries.dictionary(for: settings.language)
    hyphenation.hyphenators.append(Hyphenator(settings, dictionary: dictionary))
    hyphenation.ids[settings] = id
    return id
  }

  /// Where a word of the cache may be divided, in order; valid until the next call.
  ///
  /// Empty for words set from right to left. Found once a word and remembered for the settings
  /// last asked for.
  package func hyphenationPoints(
    of word: WordID, _ settings: HyphenationID
  ) -> UnsafeBufferPointer<HyphenPoint> {
    let index = Int(word.index)
    if index < hyphenation.slots.count, hyphenation.slots[index].settings == settings.index {
      let slot = hyphenation.slots[index]
      return hyphenation.points.view(Int(slot.start)..<Int(slot.end))
    }
    while hyphenation.slots.count < cache.count {
      hyphenation.slots.append(HyphenationCache.Slot(settings: -1, start: 0, end: 0))
    }
    let start = hyphenation.points.count
    hyphenation.hyphenators[Int(settings.index)].divide(cache.text(word))
    addPoints(word, hyphenation.hyphenators[Int(settings.index)].places)
    let end = hyphenation.points.count
    hyphenation.slots[index] = HyphenationCache.Slot(
      settings: settings.index, start: Int32(start), end: Int32(end))
    return hyphenation.points.view(start..<end)
  }

  /// Measures the places found, in one walk over the glyphs.
  private func addPoints(_ word: WordID, _ places: [Int]) {
    let glyphs = self.glyphs(of: word)
    guard let first = glyphs.first, let last = glyphs.last, first.cluster <= last.cluster else {
      return
    }
    let byteCount = Int(cache.words[Int(word.index)].byteCount)
    var index = 0
    var width: Int32 = 0
    for place in places {
      var share: Int32 = 0
      while index < glyphs.count {
        let (end, next, advance) = cluster(glyphs, index, byteCount)
        if next <= place {
          width += advance
          index = end
        } else {
          let start = Int(glyphs[index].cluster)
          if start < place { share = advance * Int32(place - start) / Int32(next - start) }
          break
        }
      }
      hyphenation.points.append(HyphenPoint(byteOffset: Int32(place), width: width + share))
    }
  }

  /// The glyphs of the cluster that begins at `index`: where it ends, the byte the next begins at,
  /// and its advance.
  private func cluster(
    _ glyphs: UnsafeBufferPointer<ShapedGlyph>, _ index: Int, _ byteCount: Int
  ) -> (end: Int, next: Int, advance: Int32) {
    var end = index
    var advance: Int32 = 0
    while end < glyphs.count, glyphs[end].cluster == glyphs[index].cluster {
      advance += glyphs[end].advance
      end += 1
    }
    return (end, end < glyphs.count ? Int(glyphs[end].cluster) : byteCount, advance)
  }
}
