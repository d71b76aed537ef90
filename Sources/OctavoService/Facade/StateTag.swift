import OctavoObjects

/// Names the state of something that people change, so that nothing is overwritten unseen: as an entity
/// tag it is `"VERSION-MARK"`.
package struct StateTag: Sendable, Hashable {
  /// The version of its text; 0 before there is one.
  package let version: Int
  /// Of all that a person can see of it and change; nil where a client names the version alone.
  package let mark: String?

  package init(version: Int, mark: String? = nil) {
    self.version = version
    self.mark = mark
  }

  /// - Parameter parts: what it shows.
  init(version: Int, of parts: [String]) {
    // A length before each, lest two be taken for one.
    let bytes = parts.flatMap { Array("\($0.utf8.count) ".utf8) + Array($0.utf8) }
    self.init(version: version, mark: String(SHA256.digest(of: bytes).hex.prefix(16)))
  }

  /// Reads `VERSION-MARK` or `VERSION`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let sides = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = sides.first, !first.isEmpty, first.utf8.count <= 9,
      first.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let version = Int(first)
    else { return nil }
    guard sides.count == 2 else {
      self.init(version: version)
      return
    }
    let isMark =
      sides[1].utf8.count == 16 && sides[1].allSatisfy { $0.isHexDigit && !$0.isUppercase }
    guard isMark else { return nil }
    self.init(version: version, mark: String(sides[1]))
  }

  package var text: String { mark.map { "\(version)-\($0)" } ?? "\(version)" }

  /// Whether a client that names this has seen `current`.
  func hasSeen(_ current: StateTag) -> Bool {
    version == current.version && (mark == nil || mark == current.mark)
  }
}

extension StateTag: ExpressibleByIntegerLiteral {
  package init(integerLiteral version: Int) { self.init(version: version) }
}

extension ChapterAnswer {
  /// Its state: the title, how far it is, and the text as far as it is written.
  package var tag: StateTag { StateTag(version: version, of: [title, status, content]) }
}

extension OutlineDocument {
  /// The plan's state, whatever is written of it.
  package var tag: StateTag {
    var plan = self
    for part in plan.parts.indices {
      for chapter in plan.parts[part].chapters.indices {
        plan.parts[part].chapters[chapter].status = nil
      }
    }
    return StateTag(version: 0, of: [(try? WireJSON.text(plan)) ?? ""])
  }
}
