import OctavoBase
import OctavoBook

/// The text of a document, compressed while it is written.
struct PackedText {
  /// What wrote it, with all that it has found.
  let writer: BodyWriter
  /// The divisions in reading order; a part holds several, or a stretch of a long one.
  let parts: [PackedPart]

  /// Bytes from which on a part is full. Half of what an archive's other files are parted into: the
  /// sooner a part is full, the sooner another thread has it.
  private static let fullPart = 1 << 17

  /// Writes all divisions.
  ///
  /// - Parameters:
  ///   - sections: what the divisions' sections look like.
  ///   - threads: how many compress; the bytes are the same for any number.
  static func write(
    _ writer: BodyWriter, sections: Deferred<SectionPlan>, threads: Int
  ) -> PackedText {
    let (writer, packed) = ParallelFeed.run(threads: threads) { handOver in
      var writer = writer
      var run: [DivisionMarkup.Piece] = []
      var size = 0
      func finish() {
        handOver(run)
        (run, size) = ([], 0)
      }
      writer.write { markup in
        // What is filled in is written last and stands elsewhere.
        if let before = run.last, before.division + 1 != markup.division { finish() }
        for piece in markup.pieces(of: fullPart) {
          run.append(piece)
          size += piece.bytes.count
          if size >= fullPart { finish() }
        }
      }
      // A document without divisions has a beginning, too.
      if !run.isEmpty || writer.plan.book.divisions.isEmpty { finish() }
      return writer
    } makeContext: {
      Deflater(.quick)
    } body: { run, deflater in
      let bytes = markup(of: run, sections.value.sections.dropLast())
      let part = PackedPart(bytes[...], isLast: false, deflater)
      return (place: (run.first?.division ?? 0, run.first?.number ?? 0), part: part)
    }
    return PackedText(writer: writer, parts: packed.sorted { $0.place < $1.place }.map(\.part))
  }

  /// The markup of consecutive pieces, each division with its section but the last of the book, whose
  /// section closes the document.
  private static func markup(
    of run: [DivisionMarkup.Piece], _ sections: ArraySlice<[UInt8]>
  ) -> [UInt8] {
    var xml = WordMarkup(reserving: run.reduce(4_096) { $0 + $1.bytes.count + 1_024 })
    if run.first?.division ?? 0 == 0, run.first?.number ?? 0 == 0 {
      xml.raw(WordNamespaces.declaration)
      xml.raw(text: "<w:document\(WordNamespaces.story)><w:body>")
    }
    for piece in run {
      guard let end = piece.propertiesEnd, sections.indices.contains(piece.division) else {
        xml.raw(bytes: piece.bytes)
        continue
      }
      xml.raw(bytes: piece.bytes[..<end])
      xml.raw(bytes: sections[piece.division])
      xml.raw(bytes: piece.bytes[end...])
    }
    return xml.bytes
  }
}
