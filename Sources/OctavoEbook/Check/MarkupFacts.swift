/// What a check must know of one XML file: its names, its links, and what it lacks.
struct MarkupFacts {
  struct Link {
    let target: String
    /// 1-based.
    let line: Int
  }

  /// The root element's local name; empty for a file without one.
  private(set) var root = ""
  /// Whether the root element names its language.
  private(set) var hasLanguage = false
  /// Every `id`, once.
  private(set) var ids: Set<String> = []
  /// Ids given again, with their lines.
  private(set) var doubled: [Link] = []
  /// Every `href` and `src` of an element that shows or leads to something.
  private(set) var links: [Link] = []
  /// Lines of pictures without a description.
  private(set) var bareImages: [Int] = []
  /// Levels of the headings, with their lines.
  private(set) var headings: [(level: Int, line: Int)] = []
  /// The values of `epub:type` on `nav` elements.
  private(set) var navigations: Set<String> = []
  /// Elements by local name, where any were asked for.
  private(set) var elements: [String: [[String: String]]] = [:]
  /// The line at which the file is found not to be well-formed; nil for one that is.
  private(set) var damage: Int?

  /// - Parameter wanted: local names of the elements whose attributes are to be kept.
  init(_ bytes: [UInt8], keeping wanted: Set<String> = []) {
    var scanner = XMLScanner(bytes)
    while let event = scanner.next() {
      guard case .start(let name, let attributes, _) = event else { continue }
      add(XMLScanner.local(name), attributes, scanner, wanted)
    }
    if scanner.isDamaged || root.isEmpty { damage = scanner.line }
  }

  private mutating func add(
    _ name: String, _ attributes: [XMLScanner.Attribute], _ scanner: XMLScanner,
    _ wanted: Set<String>
  ) {
    if root.isEmpty {
      root = name
      hasLanguage = attributes.contains { $0.name == "xml:lang" }
    }
    for attribute in attributes {
      switch attribute.name {
      case "id":
        guard !ids.insert(attribute.value).inserted else { break }
        doubled.append(Link(target: attribute.value, line: scanner.line))
      case "href", "src", "xlink:href":
        links.append(Link(target: attribute.value, line: scanner.line))
      case "epub:type" where name == "nav":
        navigations.formUnion(attribute.value.split(separator: " ").map(String.init))
      default: break
      }
    }
    if name == "img", !attributes.contains(where: { $0.name == "alt" }) {
      bareImages.append(scanner.line)
    }
    if name.count == 2, name.hasPrefix("h"), let level = name.last?.wholeNumberValue, level < 7 {
      headings.append((level, scanner.line))
    }
    guard wanted.contains(name) else { return }
    elements[name, default: []].append(
      Dictionary(attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }
}
