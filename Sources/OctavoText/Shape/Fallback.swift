import OctavoBase

/// Finding faces for characters that an instance's primary face lacks.
extension FontContext {
  struct FallbackPart {
    var range: Range<Int>
    let font: FontID
  }

  /// A token cut where the face changes, in reading order. Grapheme clusters are kept whole: a mark
  /// stays in its base's face.
  func fallbackParts(_ token: Token, _ instance: FontInstance) -> [FallbackPart] {
    let coverages = instance.stack.map { library.coverage($0) }
    var parts: [FallbackPart] = []
    var offset = 0
    for cluster in String(decoding: token.bytes, as: UTF8.self) {
      let end = min(offset + cluster.utf8.count, token.bytes.count)
      let font = instance.stack[choose(cluster, coverages)]
      if let last = parts.last, last.font == font {
        parts[parts.count - 1].range = last.range.lowerBound..<end
      } else {
        parts.append(FallbackPart(range: offset..<end, font: font))
      }
      offset = end
    }
    if let last = parts.last {
      parts[parts.count - 1].range = last.range.lowerBound..<token.bytes.count
    }
    return parts
  }

  /// Index of the first face that covers a whole cluster, else of the first that covers its base,
  /// else 0.
  private func choose(_ cluster: Character, _ coverages: [Coverage]) -> Int {
    let needed = cluster.unicodeScalars.filter(Self.needsGlyph)
    if let whole = coverages.firstIndex(where: { coverage in
      needed.allSatisfy { coverage.contains($0.value) }
    }) {
      return whole
    }
    guard let base = needed.first else { return 0 }
    return coverages.firstIndex { $0.contains(base.value) } ?? 0
  }

  /// Whether a character shows only by a glyph of its own: not by none, and not by a space.
  static func needsGlyph(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isWhitespace
      && scalar.value != 0x2011
  }

  /// The characters no face of an instance's stack covers, in order, each as often as it stands.
  package func missingScalars(
    _ bytes: UnsafeBufferPointer<UInt8>, in instance: FontInstanceID
  ) -> [Unicode.Scalar] {
    let coverages = instances[Int(instance.index)].stack.map { library.coverage($0) }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { scalar in
      Self.needsGlyph(scalar) && !coverages.contains { $0.contains(scalar.value) }
    }
  }
}
