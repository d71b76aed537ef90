import OctavoBase

/// What is said of a link that leads to no place a reader of the book could go to.
///
/// E-books and documents say it in the same words, so that it is reported once.
struct BadLink {
  let address: String
  /// The block the link stands in.
  let block: SourceSpan
  let sources: SourceMap

  var diagnostic: Diagnostic {
    Diagnostic(
      .warning, "link.bad-address",
      "the link to “\(address)” leads to no place on the web; its text stands without a link",
      at: place, hints: ["write the whole address, beginning with https://"])
  }

  /// Where the address is written; the block where it is written otherwise than it reads.
  private var place: SourceSpan {
    let index = Int(block.file.index)
    guard sources.files.indices.contains(index) else { return block }
    let text = sources.files[index].text
    let end = min(Int(block.end), text.count)
    // After the sign that begins it: a short address stands within others.
    for sought in ["(" + address + ")", "<" + address + ">", "(" + address] {
      let bytes = Array(sought.utf8)
      guard Int(block.start) <= end - bytes.count,
        let found = (Int(block.start)...(end - bytes.count)).first(where: {
          text[$0...].starts(with: bytes)
        })
      else { continue }
      let start = found + 1
      return SourceSpan(file: block.file, start: start, end: start + address.utf8.count)
    }
    return block
  }
}
