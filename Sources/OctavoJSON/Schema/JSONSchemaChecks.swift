/// One way in which a value breaks its schema.
package struct SchemaViolation: Sendable, Equatable {
  /// Such as `concepts[2].title`; empty for the whole value.
  package let path: String
  /// What was found and what is allowed.
  package let reason: String

  /// One sentence for people and for a model that is asked again.
  package var message: String { path.isEmpty ? "the answer \(reason)" : "\(path) \(reason)" }
}

extension JSONSchema {
  /// All ways in which a value breaks the schema, in the value's order; empty for a valid one.
  package func violations(of value: JSONValue) -> [SchemaViolation] {
    var checks = SchemaChecks()
    checks.check(value, self, "")
    return checks.violations
  }
}

/// Walks a value beside its schema.
private struct SchemaChecks {
  private(set) var violations: [SchemaViolation] = []

  mutating func check(_ value: JSONValue, _ schema: JSONSchema, _ path: String) {
    guard schema.allows(kindOf: value) else {
      let wanted = schema.types.map(\.rawValue).joined(separator: " or ")
      return report(path, "is of type \(value.kind); it must be \(wanted)")
    }
    if !schema.choices.isEmpty, !schema.choices.contains(value) {
      let allowed = schema.choices.map { $0.text() }.joined(separator: ", ")
      report(path, "is \(Self.excerpt(value)); it must be one of \(allowed)")
    }
    switch value {
    case .object(let object): check(object, schema, path)
    case .array(let items): check(items, schema, path)
    case .string(let text): check(text, schema, path)
    case .integer, .number: check(number: value.double ?? 0, schema, path)
    case .null, .bool: break
    }
  }

  private mutating func check(_ object: JSONObject, _ schema: JSONSchema, _ path: String) {
    for name in schema.required where object[name] == nil {
      report(Self.join(path, name), "is missing")
    }
    for member in object.members {
      let place = Self.join(path, member.key)
      if let property = schema.property(member.key) {
        check(member.value, property, place)
      } else if !schema.allowsOthers {
        report(place, "is not asked for")
      }
    }
  }

  private mutating func check(_ items: [JSONValue], _ schema: JSONSchema, _ path: String) {
    checkCount(items.count, schema.itemCount, "elements", path)
    if schema.isUnique, Set(items).count < items.count { report(path, "holds an element twice") }
    guard let shape = schema.items.first else { return }
    for (index, item) in items.enumerated() { check(item, shape, "\(path)[\(index)]") }
  }

  private mutating func check(_ text: String, _ schema: JSONSchema, _ path: String) {
    // A text of blanks says no more than an empty one.
    let count = text.allSatisfy(\.isWhitespace) ? 0 : text.unicodeScalars.count
    checkCount(count, schema.length, "characters", path)
  }

  private mutating func check(number: Double, _ schema: JSONSchema, _ path: String) {
    if number < schema.range.lowerBound {
      report(path, "is \(number); it must be at least \(schema.range.lowerBound)")
    } else if number > schema.range.upperBound {
      report(path, "is \(number); it must be at most \(schema.range.upperBound)")
    }
  }

  private mutating func checkCount(
    _ count: Int, _ allowed: ClosedRange<Int>, _ unit: String, _ path: String
  ) {
    if count < allowed.lowerBound {
      report(path, "has \(count) \(unit); it must have at least \(allowed.lowerBound)")
    } else if count > allowed.upperBound {
      report(path, "has \(count) \(unit); it must have at most \(allowed.upperBound)")
    }
  }

  private mutating func report(_ path: String, _ reason: String) {
    violations.append(SchemaViolation(path: path, reason: reason))
  }

  private static func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path).\(name)"
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
