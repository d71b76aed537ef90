import OctavoBase
import OctavoBook

/// The text of a document, compressed while it is written.
struct PackedText {
  /// What wrote it, with all that it has found.
  let writer: BodyWriter
  /// The divisions in reading order, several in a part.
  let parts: [PackedPart]

  /// Bytes from which on a part is full: what others do meanwhile is long enough, and little is lost
  /// to beginning anew.
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
      var run: [DivisionMarkup] = []
      var size = 0
      func finish() {
        handOver(run)
        (run, size) = ([], 0)
      }
      writer.write { markup in
        // What is filled in is written last and stands elsewhere.
        if let before = run.last, before.division + 1 != markup.division { finish() }
        run.append(markup)
        size += markup.bytes.count
        if size >= fullPart { finish() }
      }
      // A document without divisions has a beginning, too.
      if !run.isEmpty || writer.plan.book.divisions.isEmpty { finish() }
      return writer
    } makeContext: {
      Deflater(.quick)
    } body: { run, deflater in
      let bytes = markup(of: run, sections.value.sections.dropLast())
      return (division: run.first?.division ?? 0, part: PackedPart(bytes, deflater))
    }
    return PackedText(
      writer: writer, parts: packed.sorted { $0.division < $1.division }.map(\.part))
  }

  /// The markup of consecutive divisions, each with its section but the last of the book, whose
  /// section closes the document.
  private static func markup(
    of run: [DivisionMarkup], _ sections: ArraySlice<[UInt8]>
  ) -> [UInt8] {
    var xml = WordMarkup(reserving: run.reduce(4_096) { $0 + $1.bytes.count + 1_024 })
    if run.first?.division ?? 0 == 0 {
      xml.raw(WordNamespaces.declaration)
      xml.raw(text: "<w:document\(WordNamespaces.story)><w:body>")
    }
    for division in run {
      xml.raw(bytes: division.bytes[..<division.propertiesEnd])
      if sections.indices.contains(division.division) {
        xml.raw(bytes: sections[division.division])
      }
      xml.raw(bytes: division.bytes[division.propertiesEnd...])
    }
    return xml.bytes
  }
}
