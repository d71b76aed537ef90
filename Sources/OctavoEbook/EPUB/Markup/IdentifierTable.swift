import OctavoBook

/// The ids of an e-book's elements, valid in XML and each given once, by the labels of the book.
struct IdentifierTable: Sendable {
  private var ids: [String: String] = [:]
  private var used: Set<String> = []
  /// The id of each page's marker, by index in the page map.
  private(set) var pages: [String] = []

  /// The ids that writers make begin so; labels that do are given another beginning.
  private static let reserved = ["page-", "note-", "ref-", "index-", "title-"]

  init(_ book: Book, pages map: PageMap) {
    for division in book.divisions {
      define(division.id)
      for (index, section) in division.sectionHeadings.enumerated()
      where section.anchor == division.sectionAnchor(index) {
        define(section.anchor)
      }
      gather(division.blocks)
      for note in division.notes { gather(note.blocks) }
      division.visitIndexMarks { define($0.anchor) }
    }
    pages = map.pages.map { taken(Self.valid("page-\($0.label)", isMade: true)) }
  }

  /// The id of a label; nil for one the book does not have.
  subscript(label: String) -> String? { ids[label] }

  private mutating func define(_ label: String) {
    guard ids[label] == nil else { return }
    ids[label] = taken(Self.valid(label, isMade: false))
  }

  /// The id itself, or with a number where it is taken.
  private mutating func taken(_ id: String) -> String {
    var unique = id
    var count = 1
    while !used.insert(unique).inserted {
      count += 1
      unique = "\(id)-\(count)"
    }
    return unique
  }

  /// A name as XML takes it without a colon (Namespaces in XML, NCName).
  static func valid(_ label: String, isMade: Bool) -> String {
    var id = ""
    for scalar in label.unicodeScalars {
      let properties = scalar.properties
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": id.unicodeScalars.append(scalar)
      default:
        let isLetter = scalar.value >= 0xC0 && scalar.value <= 0xFFFF && properties.isAlphabetic
        id.unicodeScalars.append(isLetter && properties.isXIDContinue ? scalar : "-")
      }
    }
    let beginsWell = id.unicodeScalars.first.map { $0.properties.isXIDStart || $0 == "_" } ?? false
    if !beginsWell || (!isMade && reserved.contains(where: id.hasPrefix)) { id = "id-" + id }
    return id
  }

  private mutating func gather(_ blocks: [Block]) {
    var labels: [String] = []
    TreeWalk.visit(blocks) { block in
      if let id = block.attributes.id { labels.append(id) }
      if case .figure(let figure) = block.content, let id = figure.image.attributes.id {
        labels.append(id)
      }
    } text: { inlines in
      TreeWalk.visit(inlines) { inline in
        switch inline {
        case .image(let image): if let id = image.attributes.id { labels.append(id) }
        case .span(let attributes, _): if let id = attributes.id { labels.append(id) }
        default: break
        }
      }
    }
    for label in labels { define(label) }
  }
}
