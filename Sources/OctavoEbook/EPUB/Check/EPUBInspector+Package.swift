import OctavoBase

/// What the package document says of the publication and of its files.
extension EPUBInspector {
  /// EPUB 3.3, §5.5.3: what every publication says of itself.
  mutating func checkMetadata(_ package: MarkupFacts, _ path: String) {
    for name in ["identifier", "title", "language"] {
      let texts = package.elements[name] ?? []
      if texts.isEmpty {
        report(.error, "check.metadata", path, nil, "has no dc:\(name)")
      } else if texts.contains(where: { Self.isBlank($0.text) }) {
        report(.error, "check.metadata", path, nil, "has a dc:\(name) without text")
      }
    }
    let identifier = package.elements["package"]?.first?["unique-identifier"]
    if !(package.elements["identifier"] ?? []).contains(where: { $0["id"] == identifier }) {
      report(
        .error, "check.metadata", path, nil,
        "names “\(identifier ?? "")” as its identifier, which no dc:identifier is")
    }
    guard !Self.isVersion2(package) else { return }
    let changes = (package.elements["meta"] ?? []).filter { $0["property"] == "dcterms:modified" }
    if !changes.contains(where: { $0.text.contains(/^\s*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\s*$/) }) {
      report(
        .error, "check.metadata", path, nil,
        "does not say when it was changed: dcterms:modified, as 2026-05-01T12:00:00Z")
    }
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  private static func isVersion2(_ package: MarkupFacts) -> Bool {
    package.elements["package"]?.first?["version"]?.hasPrefix("2") == true
  }

  mutating func checkTwice(_ items: [MarkupFacts.Element], _ path: String) {
    var known: Set<String> = []
    for item in items {
      guard let name = ArchivePath(item["href"] ?? "", in: path)?.file else { continue }
      if !known.insert(name).inserted {
        report(.error, "check.manifest", path, nil, "lists “\(name)” twice")
      }
    }
  }

  /// A navigation document, or, in EPUB 2, an NCX.
  mutating func checkHasNavigation(_ package: MarkupFacts, _ path: String) {
    let items = package.elements["item"] ?? []
    if Self.isVersion2(package) {
      let ncx = package.elements["spine"]?.first?["toc"]
      if !items.contains(where: {
        $0["id"] == ncx && $0["media-type"] == "application/x-dtbncx+xml"
      }) {
        report(.error, "check.navigation", path, nil, "names no NCX in its spine")
      }
    } else if !items.contains(where: {
      ($0["properties"] ?? "").split(separator: " ").contains("nav")
    }) {
      report(.error, "check.navigation", path, nil, "has no navigation document")
    }
  }

  /// Whether a file is what the package says it is, and whole.
  mutating func checkType(_ type: String, _ bytes: [UInt8], _ name: String) {
    switch type {
    case "text/css":
      let sheet = StyleSheetCheck(bytes)
      for fault in sheet.faults { report(.error, "check.style", name, fault.line, fault.words) }
      for link in sheet.links { checkStyleLink(link, name) }
    case "image/png", "image/jpeg", "image/gif", "image/webp":
      if let own = PictureCheck.type(of: bytes), own != type {
        report(.error, "check.type", name, nil, "is \(own), not \(type) as the package says")
      } else if let fault = PictureCheck.fault(in: bytes) {
        report(.error, "check.picture", name, nil, fault)
      }
    default: break
    }
  }

  private mutating func checkStyleLink(_ link: MarkupFacts.Link, _ name: String) {
    guard let place = ArchivePath(link.target, in: name) else {
      if !link.target.hasPrefix("data:") {
        report(
          .error, "check.remote", name, link.line, "takes “\(link.target)” from outside the e-book")
      }
      return
    }
    if !link.target.isEmpty, files[place.file] == nil {
      report(.error, "check.link", name, link.line, "takes “\(place.file)”, which is not there")
    }
  }

  /// Elements that may show what is not in the e-book (EPUB 3.3, §3.6).
  private static let mayBeRemote: Set = ["a", "audio", "video", "source", "track"]

  /// What a document is, runs and takes from outside.
  mutating func checkContent(_ facts: MarkupFacts, _ name: String, _ item: MarkupFacts.Element) {
    let roots = ["application/xhtml+xml": "html", "image/svg+xml": "svg"]
    let type = item["media-type"] ?? ""
    if let root = roots[type], !facts.root.isEmpty, facts.root != root {
      report(.error, "check.type", name, nil, "begins with “\(facts.root)”, which is not \(type)")
    }
    let properties = (item["properties"] ?? "").split(separator: " ")
    if let line = facts.script, roots[type] != nil, !properties.contains("scripted") {
      report(.error, "check.script", name, line, "holds a script, which the package does not say")
    }
    for link in facts.links where roots[type] != nil && !Self.mayBeRemote.contains(link.element) {
      let isRemote =
        ArchivePath(link.target, in: name) == nil && !link.target.hasPrefix("data:")
      if isRemote {
        report(
          .error, "check.remote", name, link.line, "takes “\(link.target)” from outside the e-book")
      }
    }
  }
}
