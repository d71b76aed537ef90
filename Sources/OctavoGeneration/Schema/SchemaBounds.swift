import OctavoJSON

/// Sets how many elements a schema's arrays may have, by the names of their properties.
///
/// Models that are held to a schema go on in an array for as long as they may; a small one for ever.
enum SchemaBounds {
  /// The schema with `minItems` and `maxItems` of the arrays named; as it is where it cannot be read.
  static func apply(_ counts: [String: ClosedRange<Int>], to schema: String) -> String {
    guard !counts.isEmpty, let value = try? JSONParser.parse(schema) else { return schema }
    return bounded(value, counts).text(indented: true)
  }

  private static func bounded(
    _ schema: JSONValue, _ counts: [String: ClosedRange<Int>]
  ) -> JSONValue {
    guard case .object(var object) = schema else { return schema }
    if case .object(var properties)? = object["properties"] {
      for member in properties.members {
        var value = bounded(member.value, counts)
        if let count = counts[member.key], case .object(var array) = value, array["items"] != nil {
          let least = max(count.lowerBound, array["minItems"]?.integer ?? 0)
          array["minItems"] = .integer(least)
          array["maxItems"] = .integer(max(count.upperBound, least))
          value = .object(array)
        }
        properties[member.key] = value
      }
      object["properties"] = .object(properties)
    }
    if let items = object["items"] { object["items"] = bounded(items, counts) }
    return .object(object)
  }
}
