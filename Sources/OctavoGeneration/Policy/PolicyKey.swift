import OctavoTransport
import Yams

/// One key of a map in the policy: how its value is read into a subject and written back.
///
/// Reader, list of allowed keys and writer come from the same table, so that they cannot differ.
package struct PolicyKey<Subject> {
  package let name: String
  let read: (inout Subject, Node, inout PolicyFindings) -> Void
  /// The value as YAML on one line; nil to leave the key out.
  let write: (Subject) -> String?
}

extension PolicyKey {
  /// A number within a range; null where the subject may do without.
  package static func number(
    _ name: String, _ path: WritableKeyPath<Subject, Double?>, _ range: ClosedRange<Double>,
    _ unit: String
  ) -> PolicyKey {
    PolicyKey(name: name) { subject, node, findings in
      if PolicyFindings.isNull(node) {
        subject[keyPath: path] = nil
      } else if let value = PolicyFindings.text(node).flatMap(Double.init), range.contains(value) {
        subject[keyPath: path] = value
      } else {
        let words = "\(decimal(range.lowerBound)) to \(decimal(range.upperBound))"
        findings.wrong(name, node, wanted: "\(unit) from \(words), or null")
      }
    } write: {
      $0[keyPath: path].map(decimal) ?? "null"
    }
  }

  /// A number that cannot be left out.
  package static func number(
    _ name: String, _ path: WritableKeyPath<Subject, Double>, _ range: ClosedRange<Double>,
    _ unit: String
  ) -> PolicyKey {
    PolicyKey(name: name) { subject, node, findings in
      if let value = PolicyFindings.text(node).flatMap(Double.init), range.contains(value) {
        subject[keyPath: path] = value
      } else {
        let words = "\(decimal(range.lowerBound)) to \(decimal(range.upperBound))"
        findings.wrong(name, node, wanted: "\(unit) from \(words)")
      }
    } write: {
      decimal($0[keyPath: path])
    }
  }

  /// A whole number within a range.
  package static func count(
    _ name: String, _ path: WritableKeyPath<Subject, Int>, _ range: ClosedRange<Int>,
    omitted: Int? = nil
  ) -> PolicyKey {
    PolicyKey(name: name) { subject, node, findings in
      if let value = PolicyFindings.text(node).flatMap({ Int($0) }), range.contains(value) {
        subject[keyPath: path] = value
      } else {
        findings.wrong(
          name, node, wanted: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
    } write: {
      $0[keyPath: path] == omitted ? nil : "\($0[keyPath: path])"
    }
  }

  /// One of some words; null for none.
  static func choice(
    _ name: String, _ path: WritableKeyPath<Subject, String?>, _ words: [String]
  ) -> PolicyKey {
    PolicyKey(name: name) { subject, node, findings in
      if PolicyFindings.isNull(node) {
        subject[keyPath: path] = nil
      } else if let word = PolicyFindings.text(node), words.contains(word) {
        subject[keyPath: path] = word
      } else {
        findings.wrong(name, node, wanted: "one of " + words.joined(separator: ", "))
      }
    } write: {
      $0[keyPath: path].map(PolicyWriter.quoted)
    }
  }

  /// Text; null for none.
  package static func text(_ name: String, _ path: WritableKeyPath<Subject, String?>) -> PolicyKey {
    PolicyKey(name: name) { subject, node, findings in
      if case .scalar = node {
        subject[keyPath: path] = PolicyFindings.text(node)
      } else {
        findings.wrong(name, node, wanted: "text")
      }
    } write: {
      $0[keyPath: path].map(PolicyWriter.quoted)
    }
  }

  /// Yes or no.
  package static func flag(
    _ name: String, _ path: WritableKeyPath<Subject, Bool>, omitted: Bool
  ) -> PolicyKey {
    PolicyKey(name: name) { subject, node, findings in
      switch PolicyFindings.text(node)?.lowercased() {
      case "true", "yes": subject[keyPath: path] = true
      case "false", "no": subject[keyPath: path] = false
      default: findings.wrong(name, node, wanted: "true or false")
      }
    } write: {
      $0[keyPath: path] == omitted ? nil : "\($0[keyPath: path])"
    }
  }

  /// A list of words, or one; null for none.
  package static func words(
    _ name: String, _ path: WritableKeyPath<Subject, [String]>, _ wanted: String
  ) -> PolicyKey {
    PolicyKey(name: name) { subject, node, findings in
      guard !PolicyFindings.isNull(node) else { return subject[keyPath: path] = [] }
      let nodes = node.sequence.map { Array($0) } ?? [node]
      let texts = nodes.compactMap { PolicyFindings.text($0) }.filter { !$0.isEmpty }
      if texts.count == nodes.count {
        subject[keyPath: path] = texts
      } else {
        findings.wrong(name, node, wanted: wanted)
      }
    } write: {
      "[" + $0[keyPath: path].map(PolicyWriter.quoted).joined(separator: ", ") + "]"
    }
  }

  /// Text of which something must hold.
  package static func text(
    _ name: String, _ path: WritableKeyPath<Subject, String>, wanted: String,
    where isAllowed: @escaping (String) -> Bool
  ) -> PolicyKey {
    PolicyKey(name: name) { subject, node, findings in
      if let text = PolicyFindings.text(node), isAllowed(text) {
        subject[keyPath: path] = text
      } else {
        findings.wrong(name, node, wanted: wanted)
      }
    } write: {
      PolicyWriter.quoted($0[keyPath: path])
    }
  }

  /// A whole number within a range; null where the subject may do without.
  package static func count(
    _ name: String, _ path: WritableKeyPath<Subject, Int?>, _ range: ClosedRange<Int>
  ) -> PolicyKey {
    PolicyKey(name: name) { subject, node, findings in
      if PolicyFindings.isNull(node) {
        subject[keyPath: path] = nil
      } else if let value = PolicyFindings.text(node).flatMap({ Int($0) }), range.contains(value) {
        subject[keyPath: path] = value
      } else {
        findings.wrong(
          name, node,
          wanted: "a whole number from \(range.lowerBound) to \(range.upperBound), or null")
      }
    } write: {
      $0[keyPath: path].map { "\($0)" } ?? "null"
    }
  }

  /// An http or https address.
  package static func address(_ name: String, _ path: WritableKeyPath<Subject, String>) -> PolicyKey
  {
    PolicyKey(name: name) { subject, node, findings in
      let text = PolicyFindings.text(node) ?? ""
      if PolicyFindings.isNull(node) || isAddress(text) {
        subject[keyPath: path] = text
      } else {
        findings.wrong(name, node, wanted: "an address that begins with http:// or https://")
      }
    } write: {
      $0[keyPath: path].isEmpty ? nil : PolicyWriter.address($0[keyPath: path])
    }
  }

  /// A proxy's address; null for none.
  static func proxy(_ name: String, _ path: WritableKeyPath<Subject, String?>) -> PolicyKey {
    let kinds = ["http://", "https://", "socks5://", "socks5h://", "socks4://"]
    return PolicyKey(name: name) { subject, node, findings in
      let text = PolicyFindings.text(node) ?? ""
      let rest = kinds.first { text.lowercased().hasPrefix($0) }.map { text.dropFirst($0.count) }
      if PolicyFindings.isNull(node) {
        subject[keyPath: path] = nil
      } else if let rest, !rest.isEmpty, !text.contains(where: \.isWhitespace) {
        subject[keyPath: path] = text
      } else {
        findings.wrong(name, node, wanted: "an address such as http://proxy:3128")
      }
    } write: {
      $0[keyPath: path].map(PolicyWriter.address)
    }
  }

  /// Dollars for a million tokens; null where the subject may do without.
  package static func price(_ name: String, _ path: WritableKeyPath<Subject, MicroDollars?>)
    -> PolicyKey
  {
    PolicyKey(name: name) { subject, node, findings in
      if PolicyFindings.isNull(node) {
        subject[keyPath: path] = nil
      } else if let value = money(node) {
        subject[keyPath: path] = value
      } else {
        findings.wrong(name, node, wanted: priceWords)
      }
    } write: {
      $0[keyPath: path]?.dollars
    }
  }

  /// Dollars for a million tokens.
  package static func price(_ name: String, _ path: WritableKeyPath<Subject, MicroDollars>)
    -> PolicyKey
  {
    PolicyKey(name: name) { subject, node, findings in
      if let value = money(node) {
        subject[keyPath: path] = value
      } else {
        findings.wrong(name, node, wanted: priceWords)
      }
    } write: {
      $0[keyPath: path].dollars
    }
  }
}

private let priceWords = "dollars for a million tokens, from 0, with at most six places"

private func money(_ node: Node) -> MicroDollars? {
  guard let value = PolicyFindings.text(node).flatMap({ MicroDollars(dollars: $0) }),
    value >= .zero, value.count <= 10_000_000_000
  else { return nil }
  return value
}

private func isAddress(_ text: String) -> Bool {
  guard let start = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }) else {
    return false
  }
  return text.count > start.count && !text.contains { $0.isWhitespace || $0.isNewline }
}

/// A number without a needless fraction: `60`, `0.7`.
private func decimal(_ value: Double) -> String {
  Int(exactly: value).map { "\($0)" } ?? "\(value)"
}
