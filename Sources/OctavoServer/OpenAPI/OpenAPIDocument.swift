import HTTPTypes
import OctavoJSON
import OctavoStore

/// The description of the whole API (OpenAPI 3.1), made from the same endpoints that answer.
struct OpenAPIDocument {
  let json: JSONValue

  init(_ endpoints: [Endpoint]) {
    var paths = JSONObject()
    var shapes = PublishedShapes()
    for endpoint in endpoints {
      let places = [endpoint.path] + endpoint.aliases
      for (index, place) in places.enumerated() {
        var item = paths[place.published]?.object ?? JSONObject()
        item[endpoint.method.rawValue.lowercased()] = .object(
          OpenAPIOperation(endpoint, place, alias: index).object(&shapes))
        paths[place.published] = .object(item)
      }
    }
    var document = JSONObject()
    document["openapi"] = "3.1.0"
    document["info"] = [
      "title": "Octavo", "version": "1",
      "description": "Makes books: from a keyword to files that are ready to print.",
      "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
    ]
    document["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema"
    document["servers"] = [["url": "/"]]
    document["tags"] = .array(Endpoint.Group.allCases.map { ["name": .string($0.rawValue)] })
    document["paths"] = .object(paths)
    document["components"] = [
      "schemas": .object(shapes.published(also: Problem.schema)),
      "securitySchemes": ["bearer": Self.bearer],
    ]
    json = .object(document)
  }

  private static let bearer: JSONValue = [
    "type": "http", "scheme": "bearer",
    "description": .string(
      "A token of `octavo token create`. Its scopes: "
        + Scope.allCases.map(\.rawValue).joined(separator: ", ") + "; `admin` implies all."),
  ]
}

/// Shapes with titles, which the description publishes once and refers to.
struct PublishedShapes {
  private var byTitle: [String: JSONSchema] = [:]
  private var titles: [String] = []

  /// The shape as it is written where it is used: a reference, or in place.
  mutating func use(_ schema: JSONSchema) -> JSONValue {
    collect(schema)
    return schema.title.isEmpty
      ? schema.json(refer: Self.address) : ["$ref": .string(Self.address(schema) ?? "")]
  }

  private mutating func collect(_ schema: JSONSchema) {
    if !schema.title.isEmpty {
      guard byTitle[schema.title] == nil else { return }
      // What may also be null says so where it is used.
      var own = schema
      own.types.removeAll { $0 == .null }
      byTitle[schema.title] = own
      titles.append(schema.title)
    }
    for property in schema.properties { collect(property.schema) }
    for item in schema.items { collect(item) }
  }

  private static func address(_ schema: JSONSchema) -> String? {
    "#/components/schemas/\(schema.title)"
  }

  /// All of them by title.
  func published(also more: JSONSchema) -> JSONObject {
    var all = self
    all.collect(more)
    var object = JSONObject()
    for title in all.titles.sorted() {
      object[title] = all.byTitle[title]?.json(refer: Self.address)
    }
    return object
  }
}
