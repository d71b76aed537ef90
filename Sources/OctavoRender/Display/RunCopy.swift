import OctavoLayout

/// Copies a run's glyphs and text into a display list, leaving out characters nobody sees.
///
/// Soft hyphens, zero-width spaces, word joiners, byte-order marks and control characters steer
/// line breaking; a reader who copies the text must not get them. A hyphen that is drawn has to
/// come as `-` or U+2010, not as a soft hyphen.
enum RunCopy {
  /// The run with its ranges in the list.
  static func append(
    _ run: GlyphRun, from store: FragmentStore, to list: inout DisplayList
  ) -> GlyphRun {
    let text = Int(run.text.lowerBound)..<Int(run.text.upperBound)
    let glyphs = Int(run.glyphs.lowerBound)..<Int(run.glyphs.upperBound)
    let textStart = Int32(list.text.count)
    let glyphStart = Int32(list.glyphs.count)
    if holdsInvisible(store.text, text) {
      appendVisible(glyphs, text, from: store, to: &list)
    } else {
      list.text.append(contentsOf: store.text[text])
      list.glyphs.append(contentsOf: store.glyphs[glyphs])
    }
    var copy = run
    copy.text = textStart..<Int32(list.text.count)
    copy.glyphs = glyphStart..<Int32(list.glyphs.count)
    return copy
  }

  /// A quick look at lead bytes only; may be true without cause.
  private static func holdsInvisible(
    _ text: ContiguousArray<UInt8>, _ range: Range<Int>
  ) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      for index in range {
        let byte = bytes[index]
        if byte < 0x20 || byte == 0x7F { return true }
        if byte < 0xC2 { continue }
        if invisibleLength(bytes, at: index, end: range.upperBound) > 0 { return true }
      }
      return false
    }
  }

  /// Bytes of the invisible character at `index`; 0 where the character is seen or joins others.
  private static func invisibleLength(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, end: Int
  ) -> Int {
    let byte = bytes[index]
    if byte < 0x20 || byte == 0x7F { return 1 }
    if byte == 0xC2, index + 1 < end {
      return bytes[index + 1] == 0xAD || bytes[index + 1] < 0xA0 ? 2 : 0
    }
    guard index + 2 < end else { return 0 }
    if byte >= 0xEF { return noncharacterLength(bytes, at: index, end: end) }
    switch (byte, bytes[index + 1], bytes[index + 2]) {
    case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA0): return 3
    default: return 0
    }
  }

  /// Bytes of a byte-order mark or of a code point that is no character (Unicode §23.7), which
  /// Cairo refuses as text.
  private static func noncharacterLength(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, end: Int
  ) -> Int {
    let (second, third) = (bytes[index + 1], bytes[index + 2])
    if bytes[index] == 0xEF {
      switch (second, third) {
      case (0xBB, 0xBF), (0xB7, 0x90...0xAF), (0xBF, 0xBE...0xBF): return 3
      default: return 0
      }
    }
    guard index + 3 < end, second & 0x0F == 0x0F, third == 0xBF else { return 0 }
    return bytes[index + 3] >= 0xBE ? 4 : 0
  }

  private static func appendVisible(
    _ glyphs: Range<Int>, _ text: Range<Int>, from store: FragmentStore,
    to list: inout DisplayList
  ) {
    var position = text.lowerBound
    var isClusterSeen = true
    for index in glyphs {
      var glyph = store.glyphs[index]
      if glyph.textLength > 0 {
        let end = min(position + Int(glyph.textLength), text.upperBound)
        let kept = appendVisible(store.text, position..<end, to: &list)
        isClusterSeen = kept > 0
        glyph.textLength = UInt16(clamping: kept)
        position = end
      }
      if isClusterSeen { list.glyphs.append(glyph) }
    }
  }

  private static func appendVisible(
    _ text: ContiguousArray<UInt8>, _ range: Range<Int>, to list: inout DisplayList
  ) -> Int {
    text.withUnsafeBufferPointer { bytes in
      var kept = 0
      var index = range.lowerBound
      while index < range.upperBound {
        let skipped = invisibleLength(bytes, at: index, end: range.upperBound)
        if skipped > 0 {
          index += skipped
          continue
        }
        list.text.append(bytes[index])
        kept += 1
        index += 1
      }
      return kept
    }
  }
}
