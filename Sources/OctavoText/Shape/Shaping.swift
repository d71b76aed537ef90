import OctavoBase

/// Shaping of words the cache does not know.
extension FontContext {
  /// U+002D: every face has it, and it extracts as what a reader sees.
  static let hyphen: UInt32 = 0x2D

  /// Shapes a token in its primary face, and by parts where that lacks a character; caches it.
  @inline(never)
  func shapeNew(_ bytes: UnsafeBufferPointer<UInt8>, plan: Int32, hash: UInt32) -> WordID {
    let settings = plans[Int(plan)]
    let instance = instances[Int(settings.instance.index)]
    let properties = shapingProperties(bytes, settings.run, instance)
    let start = cache.glyphs.count
    let token = Token(bytes: bytes, range: 0..<bytes.count, appendsHyphen: settings.appendsHyphen)
    if !shape(token, properties, instance.stack[0], instance.features, latin(properties, Int(plan)))
    {
      let parts = fallbackParts(token, instance)
      if parts.count > 1 || parts.first?.font != instance.stack[0] {
        cache.glyphs.truncate(to: start)
        for part in properties.isRightToLeft ? parts.reversed() : parts {
          let piece = Token(
            bytes: bytes, range: part.range,
            appendsHyphen: settings.appendsHyphen && part.range.upperBound == bytes.count)
          var partProperties = properties
          if settings.run.script == 0 { partProperties.script = script(of: bytes, in: part.range) }
          _ = shape(piece, partProperties, part.font, instance.features)
        }
      }
    }
    return cache.add(bytes, plan: plan, hash: hash, word: word(from: start, bytes.count))
  }

  /// HarfBuzz's plan for the words that most are; nil for others.
  private func latin(_ properties: ShapingProperties, _ index: Int) -> HarfBuzzPlan? {
    guard properties.script == HarfBuzzScript.latin, !properties.isRightToLeft else { return nil }
    if let known = plans[index].latin { return known }
    let instance = instances[Int(plans[index].instance.index)]
    let plan = HarfBuzzPlan(font(instance.stack[0]), properties, instance.features)
    plans[index].latin = plan
    return plan
  }

  /// A stretch of a token that one face shapes.
  struct Token {
    let bytes: UnsafeBufferPointer<UInt8>
    let range: Range<Int>
    let appendsHyphen: Bool
  }

  private func word(from start: Int, _ byteCount: Int) -> ShapedWord {
    var width: Int32 = 0
    var isMissing = false
    for index in start..<cache.glyphs.count {
      width &+= cache.glyphs[index].advance
      if cache.glyphs[index].glyph == 0 { isMissing = true }
    }
    return ShapedWord(
      glyphs: Int32(start)..<Int32(cache.glyphs.count), width: width,
      byteCount: Int32(clamping: byteCount), hasMissingGlyph: isMissing)
  }

  /// Shapes one stretch and appends its glyphs; false where a character had none.
  private func shape(
    _ token: Token, _ properties: ShapingProperties, _ font: FontID, _ features: HarfBuzzFeatures,
    _ plan: HarfBuzzPlan? = nil
  ) -> Bool {
    buffer.begin(properties)
    addText(token)
    if token.appendsHyphen { buffer.add(Self.hyphen, cluster: token.range.count) }
    if let plan {
      buffer.shape(self.font(font), features, plan)
    } else {
      buffer.shape(self.font(font), features)
    }
    return buffer.appendGlyphs(to: &cache.glyphs, font: font, base: token.range.lowerBound)
  }

  /// Hands the text to HarfBuzz, without its soft hyphens: they would part ligatures and kerns.
  private func addText(_ token: Token) {
    let bytes = UnsafeBufferPointer(rebasing: token.bytes[token.range])
    guard SoftHyphens.isIn(bytes) else { return buffer.add(bytes) }
    var decoder = ScalarScanner(bytes)
    while let (scalar, offset) = decoder.next() {
      if scalar != SoftHyphens.scalar { buffer.add(scalar, cluster: offset) }
    }
  }

  private func shapingProperties(
    _ bytes: UnsafeBufferPointer<UInt8>, _ run: RunProperties, _ instance: FontInstance
  ) -> ShapingProperties {
    guard run.script == 0 else {
      return ShapingProperties(
        script: run.script, isRightToLeft: run.isRightToLeft, language: instance.language)
    }
    let script = script(of: bytes, in: 0..<bytes.count)
    return ShapingProperties(
      script: script, isRightToLeft: HarfBuzzScript.isRightToLeft(script),
      language: instance.language)
  }

  /// The script of the first character that has one of its own; Latin where none does.
  private func script(of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> UInt32 {
    let part = UnsafeBufferPointer(rebasing: bytes[range])
    guard part.contains(where: { $0 >= 0x80 }) else { return HarfBuzzScript.latin }
    var scanner = ScalarScanner(part)
    while let (scalar, _) = scanner.next() {
      if let script = HarfBuzzScript.own(of: scalar) { return script }
    }
    return HarfBuzzScript.latin
  }
}
