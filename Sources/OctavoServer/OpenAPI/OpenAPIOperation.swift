import HTTPTypes
import OctavoJSON
import OctavoStore

/// One endpoint at one of its addresses, as OpenAPI describes it.
struct OpenAPIOperation {
  let endpoint: Endpoint
  let place: PathTemplate
  /// 0 for the endpoint's own address, counting up for others.
  let alias: Int

  init(_ endpoint: Endpoint, _ place: PathTemplate, alias: Int) {
    self.endpoint = endpoint
    self.place = place
    self.alias = alias
  }

  func object(_ shapes: inout PublishedShapes) -> JSONObject {
    var object = JSONObject()
    object["operationId"] = .string(endpoint.name + (alias > 0 ? "\(alias)" : ""))
    object["summary"] = .string(endpoint.summary)
    if let scope = endpoint.scope {
      object["description"] = .string("Needs a token with the scope `\(scope.rawValue)`.")
    }
    object["tags"] = [.string(endpoint.group.rawValue)]
    object["security"] = endpoint.needsToken ? [["bearer": []]] : []
    let parameters = parameters
    if !parameters.isEmpty { object["parameters"] = .array(parameters) }
    if let body = endpoint.body {
      object["requestBody"] = [
        "required": .bool(!body.required.isEmpty),
        "content": ["application/json": ["schema": shapes.use(body)]],
      ]
    }
    object["responses"] = .object(responses(&shapes))
    return object
  }

  // MARK: Parameters

  private var parameters: [JSONValue] {
    let names = place.names.map { name -> JSONValue in
      let pattern = name == "key" ? "^[A-Za-z0-9._/-]+$" : "^[a-z0-9_-]+$"
      return Self.parameter(
        name, "path", isRequired: true, name == "key" ? "An object's key" : "A \(name)'s name",
        [
          "type": "string", "minLength": 1,
          "maxLength": .integer(name == "key" ? 700 : Visit.longestName),
          "pattern": .string(pattern),
        ])
    }
    let query = endpoint.query.map { field in
      Self.parameter(
        field.name, "query", isRequired: false, field.schema.summary, field.schema.json())
    }
    return names + query + signatureFields + headerFields
  }

  private var signatureFields: [JSONValue] {
    guard endpoint.traits.contains(.signed) else { return [] }
    return ["expires", "key", "name", "signature"].map {
      Self.parameter(
        $0, "query", isRequired: true, "Part of the link's signature", ["type": "string"])
    }
  }

  private var headerFields: [JSONValue] {
    var fields: [JSONValue] = []
    if endpoint.traits.contains(.submits) {
      fields.append(
        Self.parameter(
          "Idempotency-Key", "header", isRequired: false,
          "The same key with the same body gets the same answer and makes no second job",
          ["type": "string", "pattern": "^[!-~]{1,255}$"]))
      fields.append(
        Self.parameter(
          "Prefer", "header", isRequired: false,
          "`wait=N` waits up to N seconds for the job and answers with it",
          ["type": "string", "examples": ["wait=30"]]))
    }
    let isVersioned = endpoint.traits.contains(.versioned)
    if isVersioned || endpoint.traits.contains(.mayNameState) {
      fields.append(
        Self.parameter(
          "If-Match", "header", isRequired: isVersioned, "The ETag that came with what is changed",
          [
            "type": "string", "pattern": "^\"[0-9]{1,9}(-[0-9a-f]{16})?\"$",
            "examples": ["\"1-0123456789abcdef\""],
          ]))
    }
    if endpoint.traits.contains(.streams), endpoint.needsToken {
      fields.append(
        Self.parameter(
          "Last-Event-ID", "header", isRequired: false, "The last event that was received",
          ["type": "string", "pattern": "^[0-9]{1,18}$"]))
    }
    return fields
  }

  private static func parameter(
    _ name: String, _ place: String, isRequired: Bool, _ summary: String, _ schema: JSONValue
  ) -> JSONValue {
    [
      "name": .string(name), "in": .string(place), "required": .bool(isRequired),
      "description": .string(summary), "schema": schema,
    ]
  }

  // MARK: Answers

  private func responses(_ shapes: inout PublishedShapes) -> JSONObject {
    var object = JSONObject()
    for reply in endpoint.replies {
      object["\(reply.status.code)"] = Self.response(reply, &shapes)
    }
    for status in problemStatuses {
      let kinds = ProblemKind.allCases.filter { $0.status.code == status && isMet($0) }
      var response = JSONObject()
      response["description"] = .string(kinds.map(\.title).joined(separator: "; "))
      response["content"] = .object(
        Self.content(Problem.mediaType, shapes.use(Problem.schema), status, kinds))
      let known = object["\(status)"]
      object["\(status)"] = known.map { Self.merged($0, .object(response)) } ?? .object(response)
    }
    return object
  }

  private static func response(_ reply: Reply, _ shapes: inout PublishedShapes) -> JSONValue {
    var response = JSONObject()
    response["description"] = .string(reply.summary)
    var headers = JSONObject()
    headers["X-Request-ID"] = header("By which the log knows the request")
    for (name, summary) in reply.headers { headers[name.rawName] = header(summary) }
    response["headers"] = .object(headers)
    switch reply.content {
    case .json(let schema)?:
      response["content"] = ["application/json": ["schema": shapes.use(schema)]]
    case .other(let type)?:
      var content = JSONObject()
      content[type] = [:]
      response["content"] = .object(content)
    case nil: break
    }
    return .object(response)
  }

  private static func header(_ summary: String) -> JSONValue {
    ["description": .string(summary), "schema": ["type": "string"]]
  }

  private static func content(
    _ type: String, _ schema: JSONValue, _ status: Int, _ kinds: [ProblemKind]
  ) -> JSONObject {
    var examples = JSONObject()
    for kind in kinds {
      examples[kind.rawValue] = [
        "value": Problem(kind, "What happened this time").json(request: "a1")
      ]
    }
    var content = JSONObject()
    content[type] = ["schema": schema, "examples": .object(examples)]
    return content
  }

  /// An answer of one status in two forms.
  private static func merged(_ one: JSONValue, _ other: JSONValue) -> JSONValue {
    guard case .object(var object) = one, case .object(var content)? = object["content"] else {
      return other
    }
    for member in other["content"]?.object?.members ?? [] {
      content[member.key] = member.value
    }
    object["content"] = .object(content)
    return .object(object)
  }

  private var problemStatuses: [Int] {
    Set(ProblemKind.allCases.filter(isMet).map(\.status.code)).sorted()
  }

  /// Whether a client of this endpoint can meet a problem of a kind.
  private func isMet(_ kind: ProblemKind) -> Bool {
    let hasBody = endpoint.body != nil
    let traits = endpoint.traits
    switch kind {
    case .badRequest, .tokenInAddress, .defect, .unavailable, .timeout: return true
    case .unauthorized, .forbidden: return endpoint.needsToken
    case .creditsExhausted, .featureOff, .limited, .keyReused: return traits.contains(.submits)
    case .badSignature, .linkExpired, .rangeNotSatisfiable: return traits.contains(.signed)
    case .notFound: return !place.names.isEmpty || traits.contains(.refers)
    case .noSuchRoute, .methodNotAllowed, .headTooLarge: return false
    case .notAcceptable: return endpoint.replies.contains { $0.content != nil }
    case .badJSON, .tooSlow, .tooLarge, .unsupportedMedia: return hasBody
    case .conflict: return traits.contains(.submits) || traits.contains(.conflicts)
    case .versionMismatch: return traits.contains(.versioned) || traits.contains(.mayNameState)
    case .versionRequired: return traits.contains(.versioned)
    case .invalid: return hasBody || !traits.contains(.signed)
    case .upgradeRequired: return endpoint.path.description == EventSocket.path
    }
  }
}
