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
    let sought = Array(address.utf8)
    let end = min(Int(block.end), text.count) - sought.count
    let start = Int(block.start)
    guard !sought.isEmpty, start <= end,
      let found = (start...end).first(where: { text[$0...].starts(with: sought) })
    else { return block }
    return SourceSpan(file: block.file, start: found, end: found + sought.count)
  }
}
