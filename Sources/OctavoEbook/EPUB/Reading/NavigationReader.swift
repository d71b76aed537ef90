/// Reads the lists of a navigation document: what each entry says and where it leads.
struct NavigationReader {
  struct Entry {
    var label: String
    /// Nil for a link out of the archive.
    let target: ArchivePath?
  }

  /// The document's path in the archive; empty where none was read.
  private(set) var file = ""
  /// The entries of each list by its `epub:type`, in order.
  private(set) var lists: [String: [Entry]] = [:]

  mutating func read(_ bytes: [UInt8], at file: String) {
    self.file = file
    var scanner = XMLScanner(bytes)
    var list = ""
    var isInLink = false
    while let event = scanner.next() {
      switch event {
      case .start("nav", let attributes, _):
        list = attributes.first { $0.name == "epub:type" }?.value ?? ""
      case .start("a", let attributes, _):
        isInLink = true
        let address = attributes.first { $0.name == "href" }?.value ?? ""
        lists[list, default: []].append(Entry(label: "", target: ArchivePath(address, in: file)))
      case .text(let text) where isInLink:
        let last = (lists[list]?.count ?? 0) - 1
        if last >= 0 { lists[list]?[last].label += text }
      case .end("a"): isInLink = false
      default: break
      }
    }
  }
}
