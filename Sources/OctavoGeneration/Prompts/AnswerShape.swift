import Foundation
import OctavoJSON

/// The least value that fits a schema, to see whether what is read from answers must be in them.
enum SchemaSample {
  static func value(of schema: JSONSchema) -> JSONValue {
    if let choice = schema.choices.first { return choice }
    switch schema.types.first ?? (schema.properties.isEmpty ? .string : .object) {
    case .object: return object(schema)
    case .array:
      let item = schema.items.first.map(value(of:)) ?? .string("x")
      return .array(Array(repeating: item, count: min(max(schema.itemCount.lowerBound, 1), 100)))
    case .string:
      return .string(String(repeating: "x", count: min(max(schema.length.lowerBound, 1), 1_000)))
    case .integer, .number:
      return .integer(Int(min(max(1, schema.range.lowerBound), schema.range.upperBound, 1e6)))
    case .boolean: return .bool(true)
    case .null: return .null
    }
  }

  private static func object(_ schema: JSONSchema) -> JSONValue {
    var object = JSONObject()
    for name in schema.required {
      object[name] = schema.property(name).map(value(of:)) ?? .string("x")
    }
    return .object(object)
  }
}

extension PromptName {
  /// Why answers of a schema's shape could not be read; nil where they can.
  func fault(of schema: JSONSchema) -> String? {
    let data = Data(SchemaSample.value(of: schema).text().utf8)
    do {
      try decode(data)
      return nil
    } catch {
      return DecodingWords.sentence(for: error)
    }
  }

  private func decode(_ data: Data) throws {
    let decoder = JSONDecoder()
    switch self {
    case .brainstorm: _ = try decoder.decode(TopicLandscape.self, from: data)
    case .thesisAcademic, .thesisNarrative: _ = try decoder.decode(Argument.self, from: data)
    case .concepts: _ = try decoder.decode(ConceptDrafts.self, from: data)
    case .outline: _ = try decoder.decode(OutlineDraft.self, from: data)
    case .sections: _ = try decoder.decode(SectionsDraft.self, from: data)
    case .outlineCheck: _ = try decoder.decode(OutlineReview.self, from: data)
    case .facts: _ = try decoder.decode(FactsDraft.self, from: data)
    case .continuity: _ = try decoder.decode(ContinuityDraft.self, from: data)
    case .section, .resume, .rewrite, .summary, .again, .resumeAnswer: break
    }
  }

  /// The values without which the prompt asks for nothing.
  var needed: [String] {
    switch self {
    case .brainstorm: ["keyword"]
    case .thesisAcademic, .thesisNarrative: ["landscape"]
    case .concepts: ["count"]
    case .outline: ["chapters", "words"]
    case .sections: ["wanted"]
    case .outlineCheck: ["outline"]
    case .section: ["chapter", "points", "words"]
    case .resume, .resumeAnswer: ["tail"]
    case .rewrite: ["remark"]
    case .summary, .facts: ["text"]
    case .continuity: ["text", "facts"]
    case .again: ["problems"]
    }
  }
}
