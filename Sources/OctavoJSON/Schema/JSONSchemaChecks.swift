import OctavoBase

/// One way in which a value breaks its schema.
package struct SchemaViolation: Sendable, Equatable {
  /// Such as `concepts[2].title`; empty for the whole value.
  package let path: String
  /// The same as a JSON pointer (RFC 6901): `/concepts/2/title`.
  package let pointer: String
  package let kind: Kind
  /// What was found and what is allowed.
  package let reason: String
  /// The nearest right name or word; nil where none is near.
  package let nearest: String?

  /// What is wrong, by a name that does not change.
  package enum Kind: String, Sendable, CaseIterable {
    case type = "wrong-type"
    case choice = "not-allowed"
    case missing
    case unknown = "unknown-field"
    case tooShort = "too-short"
    case tooLong = "too-long"
    case tooFew = "too-few"
    case tooMany = "too-many"
    case tooSmall = "too-small"
    case tooLarge = "too-large"
    case twice = "duplicate"
  }

  /// One sentence for people and for a model that is asked again.
  package var message: String { path.isEmpty ? "the answer \(reason)" : "\(path) \(reason)" }
}

extension JSONSchema {
  /// All ways in which a value breaks the schema, in the value's order; empty for a valid one.
  package func violations(of value: JSONValue) -> [SchemaViolation] {
    var checks = SchemaChecks()
    checks.check(value, self, .whole)
    return checks.violations
  }
}

/// A place in a value, in the two spellings that are asked for.
private struct SchemaPlace {
  let path: String
  let pointer: String

  static let whole = SchemaPlace(path: "", pointer: "")

  func member(_ name: String) -> SchemaPlace {
    let escaped = name.replacing("~", with: "~0").replacing("/", with: "~1")
    return SchemaPlace(
      path: path.isEmpty ? name : "\(path).\(name)", pointer: "\(pointer)/\(escaped)")
  }

  func element(_ index: Int) -> SchemaPlace {
    SchemaPlace(path: "\(path)[\(index)]", pointer: "\(pointer)/\(index)")
  }
}

/// Walks a value beside its schema.
private struct SchemaChecks {
  private(set) var violations: [SchemaViolation] = []

  /// Characters of a name that is compared with the right ones: no longer one is a slip of theirs.
  private static let longestSlip = 64
  /// Violations up to which the right name is looked for: who breaks more rules has not slipped.
  private static let mostSlips = 100

  mutating func check(_ value: JSONValue, _ schema: JSONSchema, _ place: SchemaPlace) {
    guard schema.allows(kindOf: value) else {
      let wanted = schema.types.map(\.rawValue).joined(separator: " or ")
      return report(place, .type, "is of type \(value.kind); it must be \(wanted)")
    }
    if !schema.choices.isEmpty, !schema.choices.contains(value) {
      let allowed = schema.choices.map { $0.text() }.joined(separator: ", ")
      let words = schema.choices.compactMap(\.string)
      report(
        place, .choice, "is \(Self.excerpt(value)); it must be one of \(allowed)",
        nearest: value.string.flatMap { nearest($0, words) })
    }
    switch value {
    case .object(let object): check(object, schema, place)
    case .array(let items): check(items, schema, place)
    case .string(let text): check(text, schema, place)
    case .integer, .number: check(number: value.double ?? 0, schema, place)
    case .null, .bool: break
    }
  }

  private mutating func check(_ object: JSONObject, _ schema: JSONSchema, _ place: SchemaPlace) {
    for name in schema.required where object[name] == nil {
      report(place.member(name), .missing, "is missing")
    }
    for member in object.members {
      if let property = schema.property(member.key) {
        check(member.value, property, place.member(member.key))
      } else if !schema.allowsOthers {
        report(
          place.member(member.key), .unknown, "is not asked for",
          nearest: nearest(member.key, schema.properties.map(\.name)))
      }
    }
  }

  private mutating func check(_ items: [JSONValue], _ schema: JSONSchema, _ place: SchemaPlace) {
    checkCount(items.count, schema.itemCount, "elements", (.tooFew, .tooMany), place)
    if schema.isUnique, Set(items).count < items.count {
      report(place, .twice, "holds an element twice")
    }
    guard let shape = schema.items.first else { return }
    for (index, item) in items.enumerated() { check(item, shape, place.element(index)) }
  }

  private mutating func check(_ text: String, _ schema: JSONSchema, _ place: SchemaPlace) {
    // A text of blanks says no more than an empty one.
    let count = text.allSatisfy(\.isWhitespace) ? 0 : text.unicodeScalars.count
    checkCount(count, schema.length, "characters", (.tooShort, .tooLong), place)
  }

  private mutating func check(number: Double, _ schema: JSONSchema, _ place: SchemaPlace) {
    if number < schema.range.lowerBound {
      report(place, .tooSmall, "is \(number); it must be at least \(schema.range.lowerBound)")
    } else if number > schema.range.upperBound {
      report(place, .tooLarge, "is \(number); it must be at most \(schema.range.upperBound)")
    }
  }

  private mutating func checkCount(
    _ count: Int, _ allowed: ClosedRange<Int>, _ unit: String,
    _ kinds: (few: SchemaViolation.Kind, many: SchemaViolation.Kind), _ place: SchemaPlace
  ) {
    if count < allowed.lowerBound {
      report(
        place, kinds.few, "has \(count) \(unit); it must have at least \(allowed.lowerBound)")
    } else if count > allowed.upperBound {
      report(
        place, kinds.many, "has \(count) \(unit); it must have at most \(allowed.upperBound)")
    }
  }

  private mutating func report(
    _ place: SchemaPlace, _ kind: SchemaViolation.Kind, _ reason: String, nearest: String? = nil
  ) {
    violations.append(
      SchemaViolation(
        path: place.path, pointer: place.pointer, kind: kind, reason: reason, nearest: nearest))
  }

  private func nearest(_ name: String, _ names: [String]) -> String? {
    guard violations.count < Self.mostSlips, name.utf8.count <= Self.longestSlip else { return nil }
    return NearestName.of(name, in: names)
  }

  private static func excerpt(_ value: JSONValue) -> String {
    let text = value.text()
    return text.count > 40 ? text.prefix(39) + "…" : text
  }
}

extension JSONSchema {
  fileprivate func allows(kindOf value: JSONValue) -> Bool {
    types.isEmpty
      || types.contains { kind in
        switch kind {
        case .number: value.double != nil
        case .integer: value.integer != nil
        default: kind.rawValue == value.kind
        }
      }
  }
}
