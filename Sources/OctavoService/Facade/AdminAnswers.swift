package import OctavoStore

/// A user as an admin sees them.
package struct UserAnswer: Sendable, Hashable, Encodable {
  package let id: UserID
  package let name: String
  package let role: String
  package let plan: String
  /// Nil where nothing is counted.
  package let credits: Int?
  package let activeJobs: Int
  package let createdAt: Timestamp
}

/// A token without its secret.
package struct TokenAnswer: Sendable, Hashable, Encodable {
  package let id: TokenID
  package let user: UserID
  package let label: String
  package let scopes: [String]
  package let createdAt: Timestamp
  package let expiresAt: Timestamp?
  package let revokedAt: Timestamp?
}

/// A token that was just made: the only time its secret is shown.
package struct NewToken: Sendable, Hashable {
  package let token: TokenAnswer
  package let secret: String
}

/// A line of the audit log.
package struct AuditAnswer: Sendable, Hashable, Encodable {
  package let seq: Int64
  package let at: Timestamp
  /// Whose doing; nil for the service's own.
  package let user: UserID?
  package let token: TokenID?
  /// Such as `project.erase`.
  package let action: String
  /// What it was done to.
  package let subject: String
  package let detail: RawJSON
}

/// A webhook without its secret.
package struct WebhookAnswer: Sendable, Hashable, Encodable {
  package let id: String
  package let url: String
  package let events: [String]
  package let isActive: Bool
  /// Deliveries that wait, and those given up.
  package let pending: Int
  package let failed: Int
  package let createdAt: Timestamp
}

/// A webhook that was just made: the only time its signing secret is shown.
package struct NewWebhook: Sendable, Hashable {
  package let webhook: WebhookAnswer
  package let secret: String
}

/// A feature that can be switched.
package struct FlagAnswer: Sendable, Hashable, Encodable {
  package let name: String
  package let isOn: Bool
  /// Whether an admin switched it, against the policy file.
  package let isOverridden: Bool
}

/// Whether the service can do its work.
package struct Readiness: Sendable, Hashable {
  /// One thing that was looked at.
  package struct Check: Sendable, Hashable, Encodable {
    package let name: String
    package let isReady: Bool
    /// What is wrong; nil where nothing is.
    package let reason: String?
  }

  package let checks: [Check]
  package var isReady: Bool { checks.allSatisfy(\.isReady) }
}

/// Numbers for a monitor, over the whole store.
package struct Statistics: Sendable, Hashable {
  /// Jobs of one kind.
  package struct Kind: Sendable, Hashable {
    package let kind: String
    package let queued: Int
    package let running: Int
    /// Seconds the oldest one that is due has waited; 0 where none waits.
    package let oldestWait: Double
    package let succeeded: Int
    package let failed: Int
    package let cancelled: Int
  }

  /// Calls to one model.
  package struct Model: Sendable, Hashable {
    package let provider: String
    package let model: String
    package let calls: Int
    package let failures: Int
    package let tokensIn: Int
    package let tokensOut: Int
    /// Millionths of a US dollar.
    package let cost: Int64
    /// Seconds all calls took together.
    package let seconds: Double
  }

  package let kinds: [Kind]
  package let models: [Model]
  package let workersAlive: Int
  /// The last event's number.
  package let lastEvent: Int64
}
