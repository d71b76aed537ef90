import OctavoBase
import OctavoLayout
import OctavoText

/// Which glyphs of which faces some pages show, and what they stand for there.
struct GlyphCensus: Sendable {
  /// By face.
  private(set) var faces: [GlyphMeanings]

  init(faceCount: Int) { faces = Array(repeating: GlyphMeanings(), count: faceCount) }

  /// Takes all that a page shows.
  mutating func add(_ list: borrowing DisplayList) {
    list.glyphs.withUnsafeBufferPointer { glyphs in
      list.text.withUnsafeBufferPointer { text in
        for case .glyphs(let run, _) in list.commands where faces.indices.contains(run.face) {
          Self.add(run.slice(glyphs), run.slice(text), to: &faces[run.face])
        }
      }
    }
  }

  private static func add(
    _ glyphs: UnsafeBufferPointer<PlacedGlyph>, _ text: UnsafeBufferPointer<UInt8>,
    to meanings: inout GlyphMeanings
  ) {
    var clusters = GlyphClusters(glyphs, text: text)
    while let cluster = clusters.next() {
      let first = cluster.glyphs.lowerBound
      let packed = GlyphMeanings.pack(
        text, from: cluster.text.lowerBound, count: cluster.text.count)
      meanings.add(glyph: glyphs[first].glyph, text: packed)
      for index in cluster.glyphs.dropFirst() { meanings.add(glyph: glyphs[index].glyph, text: 0) }
    }
  }

  /// Adds what later pages show.
  mutating func merge(_ other: GlyphCensus) {
    for face in faces.indices {
      for meaning in other.faces[face].all {
        faces[face].add(glyph: meaning.glyph, text: meaning.text)
      }
    }
  }
}

extension GlyphRun {
  /// The face's index.
  var face: Int { Int(font.index) }

  /// The run's part of its list's glyphs.
  func slice(_ all: UnsafeBufferPointer<PlacedGlyph>) -> UnsafeBufferPointer<PlacedGlyph> {
    UnsafeBufferPointer(rebasing: all[Int(glyphs.lowerBound)..<Int(glyphs.upperBound)])
  }

  /// The run's part of its list's text.
  func slice(_ all: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: all[Int(text.lowerBound)..<Int(text.upperBound)])
  }
}
