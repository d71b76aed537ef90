import OctavoJSON
import OctavoService
import OctavoStore

extension Shapes {
  static let account = JSONSchema.object(
    "Account", "What the caller has and may do", open: true,
    [
      "user": id("The user's name in the store"), "name": .text(), "role": .text(),
      "plan": .text(),
      "credits_left": JSONSchema.count(
        0...Int.max / 2, "Null where nothing is counted"
      ).orNull,
      "scopes": .list(of: .text()),
      "limits": .object(
        "Limits", "The policy's limits, with what is used of them", open: true,
        [
          "ideations_per_hour": .count(), "ideations_last_hour": .count(),
          "jobs_at_once": .count(), "jobs_active": .count(),
          "projects": JSONSchema.count().orNull, "projects_held": .count(),
        ]),
    ])

  static let user = JSONSchema.object(
    "User", "A user as an admin sees them", open: true,
    [
      "id": id("The user's name in the store"), "name": .text(), "role": .text(), "plan": .text(),
      "credits": JSONSchema.count(0...Int.max / 2, "Null where nothing is counted")
        .orNull,
      "active_jobs": .count(), "created_at": .moment("When it was made"),
    ])

  static let token = JSONSchema.object(
    "Token", "A token without its secret", open: true, tokenMembers)
  static let newToken = JSONSchema.object(
    "NewToken", "A token that was just made", open: true, tokenMembers,
    more: ["secret": .text(1...200, "Shown this once")])

  private static let tokenMembers: KeyValuePairs<String, JSONSchema> = [
    "id": id("The token's name, which is no secret"), "user": id("Whose it is"),
    "label": .text(), "scopes": .list(of: .text()), "created_at": .moment("When it was made"),
    "expires_at": JSONSchema.moment("Null for no end").orNull,
    "revoked_at": JSONSchema.moment("Null unless it was revoked").orNull,
  ]

  static let webhook = JSONSchema.object(
    "Webhook", "A place that is told of events", open: true, webhookMembers)
  static let newWebhook = JSONSchema.object(
    "NewWebhook", "A webhook that was just made", open: true, webhookMembers,
    more: ["secret": .text(1...200, "Signs what is sent; shown this once")])

  private static let webhookMembers: KeyValuePairs<String, JSONSchema> = [
    "id": id("The webhook's name"), "url": .text(), "events": .list(of: .text()),
    "active": .flag("Whether it is told"), "pending": .count(), "failed": .count(),
    "created_at": .moment("When it was made"),
  ]

  static let flag = JSONSchema.object(
    "Flag", "A feature that can be switched", open: true,
    [
      "name": .text(), "on": .flag("Whether it is on"),
      "overridden": .flag("Whether an admin switched it, against the policy file"),
    ])

  static let auditLine = JSONSchema.object(
    "AuditLine", "A line of the audit log", open: true,
    [
      "seq": .count(0...Int.max / 2), "at": .moment("When"), "user": JSONSchema.text().orNull,
      "token": JSONSchema.text().orNull, "action": .text(0...Int.max, "Such as project.erase"),
      "subject": .text(0...Int.max, "What it was done to"), "detail": .any("More of it"),
    ])

  /// A list that is given whole.
  static func whole(_ title: String, _ item: JSONSchema) -> JSONSchema {
    .object(title, "A whole list", open: true, ["items": .list(of: item)])
  }

  static let readiness = JSONSchema.object(
    "Readiness", "Whether the service can do its work", open: true,
    [
      "status": .word(["ready", "not ready"]),
      "checks": .list(
        of: .object(
          "ReadinessCheck", "", open: true,
          [
            "name": .text(), "ready": .flag("Whether it is well"),
            "reason": JSONSchema.text(0...Int.max, "What is wrong").orNull,
          ])),
    ])

  static let live = JSONSchema.object("Live", "", open: true, ["status": .word(["live"])])
}

extension AccountAnswer {
  var json: JSONValue {
    [
      "user": .string(user.text), "name": .string(name), "role": .string(role),
      "plan": .string(plan), "credits_left": .whole(creditsLeft),
      "scopes": .array(scopes.map { .string($0) }),
      "limits": [
        "ideations_per_hour": .integer(limits.ideationsPerHour),
        "ideations_last_hour": .integer(limits.ideationsLastHour),
        "jobs_at_once": .integer(limits.jobsAtOnce), "jobs_active": .integer(limits.jobsActive),
        "projects": .whole(limits.projects), "projects_held": .integer(limits.projectsHeld),
      ],
    ]
  }
}

extension UserAnswer {
  var json: JSONValue {
    [
      "id": .string(id.text), "name": .string(name), "role": .string(role), "plan": .string(plan),
      "credits": .whole(credits), "active_jobs": .integer(activeJobs),
      "created_at": .string(createdAt.text),
    ]
  }
}

extension TokenAnswer {
  /// - Parameter secret: shown once, when the token was just made.
  func json(secret: String? = nil) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(id.text)
    object["user"] = .string(user.text)
    object["label"] = .string(label)
    object["scopes"] = .array(scopes.map { .string($0) })
    object["created_at"] = .string(createdAt.text)
    object["expires_at"] = .text(expiresAt?.text)
    object["revoked_at"] = .text(revokedAt?.text)
    if let secret { object["secret"] = .string(secret) }
    return .object(object)
  }
}

extension WebhookAnswer {
  /// - Parameter secret: shown once, when the webhook was just made.
  func json(secret: String? = nil) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(id)
    object["url"] = .string(url)
    object["events"] = .array(events.map { .string($0) })
    object["active"] = .bool(isActive)
    object["pending"] = .integer(pending)
    object["failed"] = .integer(failed)
    object["created_at"] = .string(createdAt.text)
    if let secret { object["secret"] = .string(secret) }
    return .object(object)
  }
}

extension FlagAnswer {
  var json: JSONValue {
    ["name": .string(name), "on": .bool(isOn), "overridden": .bool(isOverridden)]
  }
}

extension AuditAnswer {
  var json: JSONValue {
    [
      "seq": .integer(Int(seq)), "at": .string(at.text), "user": .text(user?.text),
      "token": .text(token?.text), "action": .string(action), "subject": .string(subject),
      "detail": RawJSON.value(detail),
    ]
  }
}

extension Readiness {
  var json: JSONValue {
    [
      "status": isReady ? "ready" : "not ready",
      "checks": .array(
        checks.map {
          ["name": .string($0.name), "ready": .bool($0.isReady), "reason": .text($0.reason)]
        }),
    ]
  }
}
