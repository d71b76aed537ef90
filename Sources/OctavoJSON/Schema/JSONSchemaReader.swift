import OctavoBase

extension JSONSchema {
  /// Reads a schema's text.
  package init(text: String) throws(JSONSchemaProblem) {
    let value: JSONValue
    do {
      value = try JSONParser.parse(text)
    } catch {
      throw JSONSchemaProblem(path: "", reason: "the schema is no JSON: \(error.message)")
    }
    try self.init(value)
  }

  /// Reads a schema.
  package init(_ value: JSONValue) throws(JSONSchemaProblem) {
    try self.init(value, path: "", depth: 0)
  }

  private init(_ value: JSONValue, path: String, depth: Int) throws(JSONSchemaProblem) {
    self.init()
    guard let object = value.object, depth < 32 else {
      throw JSONSchemaProblem(path: path, reason: "a schema must be an object, not too deep")
    }
    for member in object.members {
      let place = path.isEmpty ? member.key : "\(path).\(member.key)"
      try read(member, place, depth)
    }
  }

  /// Keywords that describe and do not bind.
  private static let remarks = ["title", "$schema", "$id", "examples", "default"]
  private static let keywords = [
    "type", "properties", "required", "additionalProperties", "items", "enum", "const", "minItems",
    "maxItems", "uniqueItems", "minLength", "maxLength", "minimum", "maximum", "description",
  ]

  private mutating func read(
    _ member: JSONObject.Member, _ path: String, _ depth: Int
  ) throws(JSONSchemaProblem) {
    let value = member.value
    switch member.key {
    case "type": types = try Self.types(value, path)
    case "properties":
      for member in try Self.need(value.object, "an object", path).members {
        let place = "\(path).\(member.key)"
        let schema = try JSONSchema(member.value, path: place, depth: depth + 1)
        properties.append(Property(name: member.key, schema: schema))
      }
    case "items": items = [try JSONSchema(value, path: path, depth: depth + 1)]
    case "required":
      for name in try Self.need(value.array, "a list of names", path) {
        required.append(try Self.need(name.string, "a list of names", path))
      }
    case "enum": choices = try Self.need(value.array, "a list", path)
    case "const": choices = [value]
    case "description": summary = try Self.need(value.string, "a text", path)
    case "additionalProperties": allowsOthers = try Self.need(value.bool, "true or false", path)
    case "uniqueItems": isUnique = try Self.need(value.bool, "true or false", path)
    default: try readBound(member, path)
    }
  }

  private mutating func readBound(
    _ member: JSONObject.Member, _ path: String
  ) throws(JSONSchemaProblem) {
    switch member.key {
    case "minItems": itemCount = Self.range(try Self.count(member, path), itemCount.upperBound)
    case "maxItems": itemCount = Self.range(itemCount.lowerBound, try Self.count(member, path))
    case "minLength": length = Self.range(try Self.count(member, path), length.upperBound)
    case "maxLength": length = Self.range(length.lowerBound, try Self.count(member, path))
    case "minimum": range = Self.range(try Self.number(member, path), range.upperBound)
    case "maximum": range = Self.range(range.lowerBound, try Self.number(member, path))
    case _ where Self.remarks.contains(member.key): break
    default:
      let near = NearestName.of(member.key, in: Self.keywords).map { "; did you mean '\($0)'?" }
      throw JSONSchemaProblem(
        path: path, reason: "the keyword '\(member.key)' is not supported\(near ?? "")")
    }
  }

  private static func types(_ value: JSONValue, _ path: String) throws(JSONSchemaProblem) -> [Kind]
  {
    var kinds: [Kind] = []
    for name in value.array ?? [value] {
      let kind = name.string.flatMap { Kind(rawValue: $0) }
      kinds.append(try need(kind, Kind.allCases.map(\.rawValue).joined(separator: ", "), path))
    }
    return kinds
  }

  private static func count(
    _ member: JSONObject.Member, _ path: String
  ) throws(JSONSchemaProblem) -> Int {
    try need(member.value.integer.flatMap { $0 >= 0 ? $0 : nil }, "a whole number from 0", path)
  }

  private static func number(
    _ member: JSONObject.Member, _ path: String
  ) throws(JSONSchemaProblem) -> Double {
    try need(member.value.double, "a number", path)
  }

  /// A range whose end never lies before its start: the start counts.
  private static func range<Bound>(_ low: Bound, _ high: Bound) -> ClosedRange<Bound> {
    low...max(low, high)
  }

  private static func need<Value>(
    _ value: Value?, _ wanted: String, _ path: String
  ) throws(JSONSchemaProblem) -> Value {
    guard let value else { throw JSONSchemaProblem(path: path, reason: "must be \(wanted)") }
    return value
  }
}
