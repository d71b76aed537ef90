/// What a check must know of one XML file: its names, its links, and what it lacks.
struct MarkupFacts {
  struct Link {
    let target: String
    /// 1-based.
    let line: Int
    /// The local name of the element.
    var element = ""
  }

  /// An element that was asked for.
  struct Element {
    fileprivate(set) var attributes: [String: String] = [:]
    /// The text in it, that of elements in it included.
    fileprivate(set) var text = ""

    subscript(name: String) -> String? { attributes[name] }
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
  private(set) var elements: [String: [Element]] = [:]
  /// The first line with a script; nil without one.
  private(set) var script: Int?
  /// The elements asked for that are open: name and index.
  private var open: [(name: String, index: Int)] = []
  /// The line at which the file is found not to be well-formed; nil for one that is.
  private(set) var damage: Int?

  /// - Parameter wanted: local names of the elements whose attributes are to be kept.
  init(_ bytes: [UInt8], keeping wanted: Set<String> = []) {
    var scanner = XMLScanner(bytes)
    while let event = scanner.next() {
      switch event {
      case .start(let name, let attributes, let isEmpty):
        add(XMLScanner.local(name), attributes, scanner, wanted)
        if isEmpty { close(XMLScanner.local(name), wanted) }
      case .end(let name): close(XMLScanner.local(name), wanted)
      case .text(let text):
        for (name, index) in open { elements[name]?[index].text += text }
      case .instruction, .other: break
      }
    }
    if scanner.isDamaged || root.isEmpty { damage = scanner.line }
  }

  private mutating func close(_ name: String, _ wanted: Set<String>) {
    if wanted.contains(name), open.last?.name == name { open.removeLast() }
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
        links.append(Link(target: attribute.value, line: scanner.line, element: name))
      case "epub:type" where name == "nav":
        navigations.formUnion(attribute.value.split(separator: " ").map(String.init))
      default:
        if script == nil, attribute.name.hasPrefix("on") { script = scanner.line }
      }
    }
    if script == nil, name == "script" { script = scanner.line }
    if name == "img", !attributes.contains(where: { $0.name == "alt" }) {
      bareImages.append(scanner.line)
    }
    if name.count == 2, name.hasPrefix("h"), let level = name.last?.wholeNumberValue, level < 7 {
      headings.append((level, scanner.line))
    }
    guard wanted.contains(name) else { return }
    let values = Dictionary(
      attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    elements[name, default: []].append(Element(attributes: values))
    open.append((name, (elements[name]?.count ?? 1) - 1))
  }
}
