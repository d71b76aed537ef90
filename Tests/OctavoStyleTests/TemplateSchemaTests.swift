import Foundation
import OctavoBase
import OctavoStyle
import Testing

/// The printed schema describes the format that is read.
@Suite struct TemplateSchemaTests {
  private let schema: SchemaNode

  init() throws {
    let json = try JSONSerialization.jsonObject(with: Data(TemplateSchema.json().utf8))
    let root = try #require(json as? [String: Any])
    schema = SchemaNode(members: root, root: root)
  }

  @Test func theSchemaIsTheSameEachTime() {
    #expect(TemplateSchema.json() == TemplateSchema.json())
    #expect(TemplateSchema.json().hasSuffix("}\n"))
    #expect(schema.members["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func noObjectOfTheSchemaHasAKeyTwice() throws {
    var keys = JSONKeys(TemplateSchema.json())
    keys.readValue()
    #expect(keys.isAtEnd)
    #expect(keys.doubled == [])
    var broken = JSONKeys("{\"a\": 1, \"b\": {\"a\": [{\"c\": 1, \"c\": \"\\\"}\"}]}}")
    broken.readValue()
    #expect(broken.doubled == ["c"])
  }

  @Test func theStandardTemplateIsValidByTheSchema() throws {
    var sources = SourceMap()
    let library = TemplateLibrary(folders: [StandardTemplateTests.templates])
    let chain = try library.load("standard", sources: &sources).value
    let statements = chain.flatMap(\.statements)
    #expect(statements.count > 200)
    for statement in statements {
      let node = try #require(schema.at(statement.path.components), "\(statement.path)")
      #expect(node.allows(statement.value), "\(statement.path)")
    }
  }

  @Test func everyValueInForceIsValidByTheSchema() throws {
    for row in TemplateListing([]).rows {
      #expect(schema.at(row.path.components) != nil, "\(row.path)")
    }
  }

  @Test(arguments: [
    (["styles", "body", "size"], SpecifiedValue.text("11")),
    (["styles", "body", "size"], .text("11px")), (["page", "grid"], .text("1em")),
    (["styles", "body", "weight"], .integer(1000)), (["styles", "body", "italic"], .text("yes")),
    (["styles", "body", "align"], .text("centre")), (["page", "trim"], .text("6x9")),
    (["styles", "body", "color"], .text("red")),
    (["styles", "body", "features"], .text("kerning")),
    (["openings", "part", "sink"], .text("2pt")),
    (["running-heads", "body", "verso-head", "inner"], .text("{page}")),
  ])
  func whatTheReaderRefusesTheSchemaRefuses(path: [String], value: SpecifiedValue) throws {
    #expect(!(try #require(schema.at(path)).allows(value)))
  }

  @Test func unknownKeysAreRefused() {
    #expect(schema.at(["pages"]) == nil)
    #expect(schema.at(["styles", "body", "lines"]) == nil)
    #expect(schema.at(["styles", "drop-cap", "lines"]) != nil)
    #expect(schema.at(["fonts", "sans"]) != nil)
  }
}

/// Reads JSON for the keys that an object has twice, which most readers pass over.
private struct JSONKeys {
  private(set) var doubled: [String] = []
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.allSatisfy { $0 <= 0x20 } }

  mutating func readValue() {
    switch next() {
    case UInt8(ascii: "{"):
      var keys: Set<String> = []
      readList(UInt8(ascii: "}")) { reader in
        let key = reader.readString()
        if !keys.insert(key).inserted { reader.doubled.append(key) }
        reader.take()
        reader.readValue()
      }
    case UInt8(ascii: "["): readList(UInt8(ascii: "]")) { $0.readValue() }
    case UInt8(ascii: "\""): _ = readString()
    default: rest = rest.drop { !",]} \n".utf8.contains($0) }
    }
  }

  private mutating func readList(_ end: UInt8, _ readElement: (inout JSONKeys) -> Void) {
    repeat {
      take()
      if next() != end { readElement(&self) }
    } while next() == UInt8(ascii: ",")
    take()
  }

  private mutating func readString() -> String {
    var bytes: [UInt8] = []
    _ = next()
    rest = rest.dropFirst()
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      bytes.append(byte)
      if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() { bytes.append(escaped) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The next byte that is no white space.
  private mutating func next() -> UInt8? {
    rest = rest.drop { $0 <= 0x20 }
    return rest.first
  }

  private mutating func take() {
    _ = next()
    rest = rest.dropFirst()
  }
}

/// As much of JSON Schema as the template's schema uses.
private struct SchemaNode {
  let members: [String: Any]
  let root: [String: Any]

  /// The schema of the value at a path; nil where no key is allowed.
  func at(_ path: [String]) -> SchemaNode? {
    guard let first = path.first else { return self }
    let node = target
    let properties = node.members["properties"] as? [String: Any]
    let member = properties?[first] ?? node.members["additionalProperties"]
    guard let inner = member as? [String: Any] else { return nil }
    return SchemaNode(members: inner, root: root).at(Array(path.dropFirst()))
  }

  /// What `$ref` leads to, or the node itself.
  private var target: SchemaNode {
    guard let reference = members["$ref"] as? String,
      let name = reference.split(separator: "/").last,
      let inner = (root["$defs"] as? [String: Any])?[String(name)] as? [String: Any]
    else { return self }
    return SchemaNode(members: inner, root: root)
  }

  func allows(_ value: SpecifiedValue) -> Bool {
    switch value {
    case .integer(let number): allows(number)
    case .flag: target.members["type"] as? String == "boolean"
    case .names(let names): target.list?.allSatisfies(names) ?? false
    case .features(let features):
      target.list?.allSatisfies(
        features.map {
          $0.value == 0 ? "-\($0.tag)" : $0.value == 1 ? $0.tag : "\($0.tag)=\($0.value)"
        })
        ?? false
    case .length(let length) where length.amount == 0 && length.unit == .point:
      allows("0pt") || target.alternatives.contains { $0.members["const"] as? Int == 0 }
    case .margin(let margin) where margin.steps.count > 1:
      margin.steps.allSatisfy { allows($0.amount.notation) && allowsStep("\($0.pages)") }
    default: allows(value.notation)
    }
  }

  /// Whether an alternative is an object that may have a key.
  private func allowsStep(_ key: String) -> Bool {
    target.alternatives.contains { node in
      let patterns = node.members["patternProperties"] as? [String: Any] ?? [:]
      return patterns.keys.contains { key.range(of: $0, options: .regularExpression) != nil }
    }
  }

  private var alternatives: [SchemaNode] {
    (members["anyOf"] as? [[String: Any]] ?? []).map { SchemaNode(members: $0, root: root) }
  }

  /// The alternative for lists: the schema of its elements.
  private var list: SchemaNode? {
    alternatives.lazy.compactMap { $0.members["items"] as? [String: Any] }
      .map { SchemaNode(members: $0, root: root) }.first
  }

  private func allSatisfies(_ texts: [String]) -> Bool { texts.allSatisfy(allows) }

  private func allows(_ number: Int) -> Bool {
    let node = target.members
    guard node["type"] as? String == "integer", let least = node["minimum"] as? Int,
      let most = node["maximum"] as? Int
    else { return false }
    return (least...most).contains(number)
  }

  private func allows(_ text: String) -> Bool {
    let node = target
    guard node.alternatives.isEmpty else { return node.alternatives.contains { $0.allows(text) } }
    if let words = node.members["enum"] as? [String] { return words.contains(text) }
    guard node.members["type"] as? String == "string" else { return false }
    guard let pattern = node.members["pattern"] as? String else { return true }
    return text.range(of: pattern, options: .regularExpression) != nil
  }
}
