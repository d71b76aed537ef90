/// Sets how many elements a schema's arrays may have, by the names of their properties.
///
/// Models that are held to a schema go on in an array for as long as they may; a small one for ever.
enum SchemaBounds {
  /// The schema with `maxItems` of the arrays named; as it is where it cannot be read.
  static func apply(_ bounds: [String: Int], to schema: String) -> String {
    guard !bounds.isEmpty, let value = try? JSONParser.parse(schema) else { return schema }
    return bounded(value, bounds).text(indented: true)
  }

  private static func bounded(_ schema: JSONValue, _ bounds: [String: Int]) -> JSONValue {
    guard case .object(var object) = schema else { return schema }
    if case .object(var properties)? = object["properties"] {
      for member in properties.members {
        var value = bounded(member.value, bounds)
        if let most = bounds[member.key], case .object(var array) = value, array["items"] != nil {
          array["maxItems"] = .integer(max(most, array["minItems"]?.integer ?? 0, 1))
          value = .object(array)
        }
        properties[member.key] = value
      }
      object["properties"] = .object(properties)
    }
    if let items = object["items"] { object["items"] = bounded(items, bounds) }
    return .object(object)
  }
}
