package import OctavoBase
import Yams

/// A part of a settings file: how its YAML is read into a subject.
package struct SettingsSection<Subject> {
  let name: String
  let read: (inout Subject, Node, inout PolicyFindings) -> Void
}

extension SettingsSection {
  /// A map of keys that are known.
  package static func map(_ name: String, _ keys: [PolicyKey<Subject>]) -> SettingsSection {
    SettingsSection(name: name) { subject, node, findings in
      SettingsKeys.read(keys, &subject, node, name, &findings)
    }
  }

  /// One key at the top of the file.
  package static func key(_ key: PolicyKey<Subject>) -> SettingsSection {
    SettingsSection(name: key.name, read: key.read)
  }

  /// A map of names that users choose, each with a map of keys that are known.
  package static func named<Item>(
    _ name: String, _ path: WritableKeyPath<Subject, [String: Item]>, new: Item,
    _ keys: [PolicyKey<Item>]
  ) -> SettingsSection {
    SettingsSection(name: name) { subject, node, findings in
      for pair in findings.pairs(name, node) {
        var item = subject[keyPath: path][pair.key] ?? new
        SettingsKeys.read(keys, &item, pair.value, "\(name).\(pair.key)", &findings)
        subject[keyPath: path][pair.key] = item
      }
    }
  }

  /// A map of switches that are known.
  package static func switches(
    _ name: String, _ path: WritableKeyPath<Subject, [String: Bool]>
  ) -> SettingsSection {
    SettingsSection(name: name) { subject, node, findings in
      let known = subject[keyPath: path].keys.sorted()
      for pair in findings.pairs(name, node) {
        guard known.contains(pair.key) else {
          findings.unknown("feature", pair.key, in: known, at: pair.keyNode)
          continue
        }
        switch PolicyFindings.text(pair.value)?.lowercased() {
        case "true", "yes", "on": subject[keyPath: path][pair.key] = true
        case "false", "no", "off": subject[keyPath: path][pair.key] = false
        default: findings.wrong(pair.key, pair.value, wanted: "true or false")
        }
      }
    }
  }
}

private enum SettingsKeys {
  static func read<Subject>(
    _ keys: [PolicyKey<Subject>], _ subject: inout Subject, _ node: Node, _ place: String,
    _ findings: inout PolicyFindings
  ) {
    for pair in findings.pairs(place, node) {
      if let key = keys.first(where: { $0.name == pair.key }) {
        key.read(&subject, pair.value, &findings)
      } else {
        findings.unknown("key", pair.key, in: keys.map(\.name), at: pair.keyNode)
      }
    }
  }
}

/// Reads a settings file by its sections and gathers every mistake.
package enum SettingsReader {
  /// Settings with the text they came from, for printing findings.
  package struct Reading<Subject: Sendable>: Sendable {
    package let settings: Subject
    package let sources: SourceMap

    package init(settings: Subject, sources: SourceMap) {
      self.settings = settings
      self.sources = sources
    }
  }

  /// Reads a file's text. With mistakes, all of which are named, the value keeps `base` there.
  ///
  /// - Parameter others: sections of the file that somebody else reads.
  package static func read<Subject: Sendable>(
    _ text: String, name: String, over base: Subject, _ sections: [SettingsSection<Subject>],
    others: [String] = []
  ) -> Outcome<Reading<Subject>> {
    var sources = SourceMap()
    let file = sources.add(name: name, text: Array(text.utf8))
    var findings = PolicyFindings(file: file)
    var subject = base
    switch PolicyText.compose(file) {
    case .failure(let broken):
      findings.reportBroken(broken.message, line: broken.line, column: broken.column)
    case .success(nil): break
    case .success(let root?):
      let known = sections.map(\.name) + others
      for pair in findings.pairs("the file", root) {
        if let section = sections.first(where: { $0.name == pair.key }) {
          section.read(&subject, pair.value, &findings)
        } else if !known.contains(pair.key) {
          findings.unknown("key", pair.key, in: known, at: pair.keyNode)
        }
      }
    }
    return Outcome(Reading(settings: subject, sources: sources), findings.diagnostics)
  }
}
