/// One request to a language model, free of any provider's dialect.
package struct ModelRequest: Sendable, Equatable {
  /// Who speaks in a message.
  package enum Role: String, Sendable, Equatable {
    case user, assistant
  }

  package struct Message: Sendable, Equatable {
    package let role: Role
    package let text: String
    /// UTF-8 length of the text's beginning that further requests repeat; 0 for none. Providers may
    /// keep what goes so far in a prompt cache.
    package let stableLength: Int

    package init(_ role: Role, _ text: String, stableLength: Int = 0) {
      self.role = role
      self.text = text
      self.stableLength = stableLength
    }

    /// The same message with more text at its end.
    package func adding(_ more: String) -> Message {
      Message(role, text + more, stableLength: stableLength)
    }
  }

  /// The shape an answer must have.
  package struct Format: Sendable, Equatable {
    /// A name for the shape: letters, digits and underscores.
    package let name: String
    /// The JSON Schema, as text.
    package let schema: String

    package init(name: String, schema: String) {
      self.name = name
      self.schema = schema
    }
  }

  /// Which step asks; picks models, limits and prices in the policy.
  package let step: Step
  /// What stays the same from call to call: providers may keep it in a prompt cache.
  package var system: String
  package var messages: [Message]
  /// Nil for prose.
  package var format: Format?
  /// Tokens of the answer at most; nil for the policy's limit.
  package var maxTokens: Int?
  /// Whether the answer before this request was of no use, so that another model may be asked. Not
  /// sent to anyone.
  package var followsSetback = false

  package init(
    step: Step, system: String, messages: [Message], format: Format? = nil, maxTokens: Int? = nil
  ) {
    self.step = step
    self.system = system
    self.messages = messages
    self.format = format
    self.maxTokens = maxTokens
  }
}

extension ModelRequest {
  /// Tokens of the answer at most: what is asked for, but never more than the policy allows; and
  /// those the model may think with before, which providers count with it.
  func tokenLimit(within policy: Int, reasoning: Int = 0) -> Int {
    min(maxTokens ?? policy, policy) + reasoning
  }
}

/// A step of the pipeline that calls a model.
package enum Step: String, Sendable, Hashable, CaseIterable {
  case ideation, thesis, outline, chapter, summary
}
