/// How much drawing an SVG asks for: its elements, those that `use` repeats as often as it does, and
/// what its filters compute.
struct SVGWeight {
  /// What stands in an element with an id, down to the next ones with ids.
  private struct Scope {
    var elements = 0
    /// Scopes within, and those that `use` draws here.
    var children: [Int] = []
    var uses: [String] = []
  }

  /// The whole picture is the first.
  private var scopes = [Scope()]
  private var places: [String: Int] = [:]
  /// Scopes that are open, and for each open element whether it opened one.
  private var open = [0]
  private var opened: [Bool] = []
  private var primitives = 0
  private var filtered = 0

  /// Elements drawn, and results of filters, beyond which a picture is not drawn.
  private static let mostElements = 100_000
  private static let mostFilterings = 2_000
  /// The most that a filter's parameters may ask for: octaves of noise, radii, matrices.
  private static let largestNumbers = [
    "numoctaves": 12.0, "radius": 100, "order": 25, "stddeviation": 1_000,
  ]
  /// What is too much of a filter's numbers, in words that follow the picture's name.
  private(set) var fault: String?

  mutating func start(_ local: String, _ attributes: [XMLScanner.Attribute], isEmpty: Bool) {
    let id = attributes.first { $0.name == "id" || $0.name == "xml:id" }?.value
    if let id {
      scopes.append(Scope())
      scopes[open[open.count - 1]].children.append(scopes.count - 1)
      if places[id] == nil { places[id] = scopes.count - 1 }
      open.append(scopes.count - 1)
    }
    let scope = open[open.count - 1]
    scopes[scope].elements += 1
    if local.lowercased().hasPrefix("fe") { primitives += 1 }
    for attribute in attributes { take(attribute, of: local, in: scope) }
    if isEmpty {
      if id != nil { open.removeLast() }
    } else {
      opened.append(id != nil)
    }
  }

  mutating func end() {
    if opened.popLast() == true { open.removeLast() }
  }

  /// Any element may have the filter that a style sheet names.
  mutating func style(_ text: String) {
    if text.contains("filter") { filtered += scopes.reduce(0) { $0 + $1.elements } }
  }

  private mutating func take(
    _ attribute: XMLScanner.Attribute, of local: String, in scope: Int
  ) {
    let name = attribute.name.lowercased()
    if local == "use", XMLScanner.local(attribute.name) == "href",
      attribute.value.hasPrefix("#")
    {
      scopes[scope].uses.append(String(attribute.value.dropFirst()))
    }
    if name == "filter" || name == "style" && attribute.value.contains("filter") { filtered += 1 }
    guard local.lowercased().hasPrefix("fe"), let largest = Self.largestNumbers[name] else {
      return
    }
    let numbers = attribute.value.split { $0 == " " || $0 == "," }.compactMap { Double($0) }
    if numbers.contains(where: { $0 > largest }) {
      let asked = "\(attribute.name)=\"\(attribute.value.prefix(20))\""
      fault = "asks a filter for \(asked), which is too much"
    }
  }

  /// Why the picture is not drawn; nil where it is light enough.
  var verdict: String? {
    if let fault { return fault }
    if filtered * primitives > Self.mostFilterings {
      return "computes more than \(Self.mostFilterings) results of filters"
    }
    var known: [Int?] = scopes.map { _ in nil }
    return weight(of: 0, &known, depth: 0) > Self.mostElements
      ? "is drawn of more than \(Self.mostElements) elements" : nil
  }

  /// Elements drawn for a scope, at most one more than are allowed. What refers to itself is drawn
  /// once.
  private func weight(of scope: Int, _ known: inout [Int?], depth: Int) -> Int {
    if let weight = known[scope] { return weight }
    guard depth < 500 else { return Self.mostElements + 1 }
    known[scope] = 0
    var sum = scopes[scope].elements
    for child in scopes[scope].children + scopes[scope].uses.compactMap({ places[$0] })
    where sum <= Self.mostElements {
      sum += weight(of: child, &known, depth: depth + 1)
    }
    known[scope] = min(sum, Self.mostElements + 1)
    return known[scope] ?? 0
  }
}
