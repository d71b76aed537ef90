package import OctavoBase

/// Looks through an EPUB for what reading systems and shops would stumble over, whoever made it.
///
/// Not the whole standard, which the W3C's validator checks: the archive, the package's lists, the
/// form of the markup, links, ids, and what readers who do not see are told.
package struct EPUBInspector {
  private let archive: [UInt8]
  let files: [String: [UInt8]]
  private var found: [Diagnostic] = []

  /// Bytes a content document may have: some readers open no larger ones.
  private static let largest = 300_000

  /// Throws where the bytes are no archive.
  package init(_ archive: [UInt8]) throws(OctavoError) {
    self.archive = archive
    files = try ArchiveReader.read(archive)
  }

  /// What is wrong, in the order of the checks.
  package mutating func check() -> [Diagnostic] {
    found = []
    checkMimetype()
    guard let path = packagePath, let bytes = files[path] else {
      report(.error, "check.package", "META-INF/container.xml", nil, "names no package document")
      return found
    }
    let package = MarkupFacts(
      bytes,
      keeping: ["package", "item", "itemref", "identifier", "title", "language", "meta", "spine"])
    if let line = package.damage {
      report(.error, "check.markup", path, line, "is not well-formed XML")
      return found
    }
    checkPackage(package, path)
    checkItems(package, path)
    return found
  }

  // MARK: The archive and the package

  /// EPUB Open Container Format 3.3, §4.3: the first file says what the archive is, unpacked.
  private mutating func checkMimetype() {
    let type = Array("mimetypeapplication/epub+zip".utf8)
    let isThere = archive.count > 58 && archive[8] == 0 && archive[9] == 0
    if !isThere || !archive[30..<58].elementsEqual(type) {
      report(
        .error, "check.mimetype", "mimetype", nil,
        "must come first in the archive, not compressed, and say “application/epub+zip”")
    }
  }

  private var packagePath: String? {
    files["META-INF/container.xml"].flatMap {
      MarkupFacts($0, keeping: ["rootfile"]).elements["rootfile"]?.first?["full-path"]
    }
  }

  private mutating func checkPackage(_ package: MarkupFacts, _ path: String) {
    checkMetadata(package, path)
    reportDoubled(package, path)
    let items = package.elements["item"] ?? []
    let ids = Set(items.compactMap { $0["id"] })
    let spine = package.elements["itemref"] ?? []
    if spine.isEmpty { report(.error, "check.spine", path, nil, "lists nothing to be read") }
    for entry in spine where !ids.contains(entry["idref"] ?? "") {
      report(
        .error, "check.spine", path, nil, "has “\(entry["idref"] ?? "")” read, which no item is")
    }
    let listed = Set(items.compactMap { ArchivePath($0["href"] ?? "", in: path)?.file })
    checkTwice(items, path)
    for name in files.keys.sorted()
    where !listed.contains(name) && name != path && name != "mimetype"
      && !name.hasPrefix("META-INF/") && !name.hasSuffix("/")
    {
      report(.warning, "check.manifest", path, nil, "does not list “\(name)”, which is there")
    }
  }

  // MARK: The items

  private mutating func checkItems(_ package: MarkupFacts, _ path: String) {
    var documents: [(name: String, facts: MarkupFacts)] = []
    for item in package.elements["item"] ?? [] {
      guard let name = ArchivePath(item["href"] ?? "", in: path)?.file else { continue }
      guard let bytes = files[name] else {
        report(.error, "check.manifest", path, nil, "lists “\(name)”, which is not there")
        continue
      }
      let type = item["media-type"] ?? ""
      checkType(type, bytes, name)
      guard type.hasSuffix("+xml") else { continue }
      let facts = MarkupFacts(bytes)
      if let line = facts.damage {
        report(.error, "check.markup", name, line, "is not well-formed XML")
      }
      documents.append((name, facts))
      checkContent(facts, name, item)
      let isNavigation = (item["properties"] ?? "").split(separator: " ").contains("nav")
      if isNavigation { checkNavigation(facts, name) }
      if type == "application/xhtml+xml" { checkText(facts, name, size: bytes.count, isNavigation) }
    }
    let ids = Dictionary(
      documents.map { ($0.name, $0.facts.ids) }, uniquingKeysWith: { first, _ in first })
    for document in documents { checkLinks(document.facts, document.name, ids) }
    checkHasNavigation(package, path)
  }

  private mutating func checkNavigation(_ facts: MarkupFacts, _ name: String) {
    if !facts.navigations.contains("toc") {
      report(.error, "check.navigation", name, nil, "has no contents")
    }
    if !facts.navigations.contains("page-list") {
      report(.note, "check.page-list", name, nil, "lists no pages of a printed edition")
    }
  }

  private mutating func checkText(
    _ facts: MarkupFacts, _ name: String, size: Int, _ isNavigation: Bool
  ) {
    reportDoubled(facts, name)
    if !facts.hasLanguage {
      report(.warning, "check.language", name, nil, "does not say which language it is in")
    }
    if size > Self.largest && !isNavigation {
      report(
        .warning, "check.size", name, nil,
        "has \(size) bytes; some readers open no more than 300000")
    }
    for line in facts.bareImages {
      report(.error, "check.alternative", name, line, "shows a picture without a description")
    }
    for (last, next) in zip(facts.headings, facts.headings.dropFirst())
    where next.level > last.level + 1 {
      report(
        .warning, "check.heading", name, next.line,
        "has a heading of level \(next.level) below one of level \(last.level)")
    }
  }

  private mutating func checkLinks(
    _ facts: MarkupFacts, _ name: String, _ ids: [String: Set<String>]
  ) {
    for link in facts.links {
      guard let place = ArchivePath(link.target, in: name) else { continue }
      if files[place.file] == nil {
        report(
          .error, "check.link", name, link.line, "leads to “\(place.file)”, which is not there")
      } else if let fragment = place.fragment, let ids = ids[place.file], !ids.contains(fragment) {
        report(
          .error, "check.link", name, link.line,
          "leads to “\(fragment)” in “\(place.file)”, which has no such id")
      }
    }
  }

  private mutating func reportDoubled(_ facts: MarkupFacts, _ name: String) {
    for id in facts.doubled {
      report(.error, "check.id", name, id.line, "gives the id “\(id.target)” a second time")
    }
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ file: String, _ line: Int?, _ fault: String
  ) {
    let place = "“\(file)”" + (line.map { ", line \($0)," } ?? "")
    found.append(Diagnostic(severity, code, "\(place) \(fault)"))
  }
}
