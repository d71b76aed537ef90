import OctavoJSON

/// Prepares a request's schema for providers that hold a model to one, and words for the others.
struct StructuredOutput {
  let name: String
  /// An object's schema, as given.
  let schema: JSONValue

  /// Nil for prose, for providers without the ability, and for schemas whose root is no object,
  /// which no provider takes.
  init?(_ request: ModelRequest, _ target: ModelTarget) {
    guard target.access.isStructured, let format = request.format,
      let schema = try? JSONParser.parse(format.schema), schema["type"] == "object"
    else { return nil }
    name = format.name
    self.schema = schema
  }

  /// Keywords that OpenAI's strict mode refuses.
  private static let refusedKeywords: Set<String> = ["minLength", "maxLength", "uniqueItems"]

  /// The schema without what strict mode refuses: it still says the shape, and Octavo checks the
  /// rest itself.
  var strictSchema: JSONValue { Self.withoutRefused(schema) }

  private static func withoutRefused(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let items): return .array(items.map(withoutRefused))
    case .object(let object):
      var kept = JSONObject()
      for member in object.members where !refusedKeywords.contains(member.key) {
        kept[member.key] =
          member.key == "properties" ? properties(member.value) : withoutRefused(member.value)
      }
      return .object(kept)
    default: return value
    }
  }

  /// Names of properties are no keywords.
  private static func properties(_ value: JSONValue) -> JSONValue {
    guard let object = value.object else { return value }
    var kept = JSONObject()
    for member in object.members { kept[member.key] = withoutRefused(member.value) }
    return .object(kept)
  }

  /// Whether strict mode takes the schema: every object closed, every property required.
  var isStrict: Bool { Self.isStrict(schema) }

  private static func isStrict(_ value: JSONValue) -> Bool {
    guard let object = value.object else { return true }
    if let properties = object["properties"]?.object {
      let names = properties.members.map { JSONValue.string($0.key) }
      guard object["additionalProperties"] == false,
        Set(object["required"]?.array ?? []) == Set(names)
      else { return false }
      guard properties.members.allSatisfy({ isStrict($0.value) }) else { return false }
    }
    return object["items"].map(isStrict) ?? true
  }

  /// The messages, the last of them with the schema where the provider will not hold the model to
  /// it.
  static func messages(_ request: ModelRequest, _ target: ModelTarget) -> [ModelRequest.Message] {
    guard let format = request.format, StructuredOutput(request, target) == nil else {
      return request.messages
    }
    let instruction =
      "Answer with one JSON value and nothing else: no introduction, no code fence. It must be "
      + "valid against this JSON Schema:\n\(format.schema)"
    guard let last = request.messages.last, last.role == .user else {
      return request.messages + [ModelRequest.Message(.user, instruction)]
    }
    return request.messages.dropLast() + [last.adding("\n\n" + instruction)]
  }
}
