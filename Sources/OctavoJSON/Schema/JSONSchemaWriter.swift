extension JSONSchema {
  /// The schema as JSON, as others read it.
  ///
  /// - Parameter refer: gives the address of a shape that has a title and is published elsewhere; nil
  ///   writes it out in place.
  package func json(refer: (JSONSchema) -> String? = { _ in nil }) -> JSONValue {
    var object = JSONObject()
    if let types = typesValue { object["type"] = types }
    if !summary.isEmpty { object["description"] = .string(summary) }
    if !format.isEmpty { object["format"] = .string(format) }
    if !choices.isEmpty { object["enum"] = .array(choices) }
    writeBounds(&object)
    if let item = items.first { object["items"] = Self.part(item, refer) }
    if types.contains(.object) { writeMembers(&object, refer) }
    if let example { object["examples"] = [example] }
    return .object(object)
  }

  private var typesValue: JSONValue? {
    switch types.count {
    case 0: nil
    case 1: .string(types[0].rawValue)
    default: .array(types.map { .string($0.rawValue) })
    }
  }

  private static func part(_ schema: JSONSchema, _ refer: (JSONSchema) -> String?) -> JSONValue {
    guard !schema.title.isEmpty, let address = refer(schema) else {
      return schema.json(refer: refer)
    }
    // A shape that may also be null says so around the reference.
    return schema.types.contains(.null)
      ? ["anyOf": [["$ref": .string(address)], ["type": "null"]]] : ["$ref": .string(address)]
  }

  private func writeMembers(_ object: inout JSONObject, _ refer: (JSONSchema) -> String?) {
    var members = JSONObject()
    for property in properties { members[property.name] = Self.part(property.schema, refer) }
    if !properties.isEmpty { object["properties"] = .object(members) }
    if !required.isEmpty { object["required"] = .array(required.map { .string($0) }) }
    if !allowsOthers { object["additionalProperties"] = false }
  }

  private func writeBounds(_ object: inout JSONObject) {
    if length.lowerBound > 0 { object["minLength"] = .integer(length.lowerBound) }
    // A text of blanks says no more than an empty one.
    let pattern = pattern.isEmpty && length.lowerBound > 0 ? #"\S"# : pattern
    if !pattern.isEmpty { object["pattern"] = .string(pattern) }
    if length.upperBound < .max { object["maxLength"] = .integer(length.upperBound) }
    if itemCount.lowerBound > 0 { object["minItems"] = .integer(itemCount.lowerBound) }
    if itemCount.upperBound < .max { object["maxItems"] = .integer(itemCount.upperBound) }
    if isUnique { object["uniqueItems"] = true }
    if range.lowerBound.isFinite { object["minimum"] = Self.bound(range.lowerBound) }
    if range.upperBound.isFinite { object["maximum"] = Self.bound(range.upperBound) }
  }

  private static func bound(_ value: Double) -> JSONValue {
    Int(exactly: value).map { .integer($0) } ?? .number(value)
  }
}
