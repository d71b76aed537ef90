import HTTPTypes
import OctavoJSON
import OctavoService
import OctavoStore

extension Endpoint {
  /// The caller's own account.
  static let account: [Endpoint] = [
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/account"), name: "getAccount",
      summary: "What the caller has and may do", group: .account,
      replies: [.ok(Shapes.account, "The account")],
      work: .bearer(nil) { visit, caller in
        .json(try await visit.core.service.account(by: caller).json)
      }),
    Endpoint(
      method: .delete, path: PathTemplate("/api/v1/account"), name: "eraseAccount",
      summary: "Erase the caller with everything of theirs", group: .account, replies: [.done],
      traits: [.conflicts],
      work: .bearer(.projectWrite) { visit, caller in
        try await visit.core.service.eraseAccount(by: caller)
        return .nothing
      }),
  ]

  static let users: [Endpoint] = [
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/admin/users"), name: "listUsers",
      summary: "All users", group: .admin, query: [.cursor, .limit],
      replies: [.ok(Shapes.pageShape("UserPage", Shapes.user), "A page of users")],
      work: .bearer(.admin) { visit, caller in
        .json(try await visit.core.service.users(visit.page, by: caller).json(\.json))
      }),
    Endpoint(
      method: .post, path: PathTemplate("/api/v1/admin/users"), name: "createUser",
      summary: "Make a user", group: .admin, body: Shapes.userOrder,
      replies: [.made(Shapes.user, "The user")], traits: [.conflicts],
      work: .bearer(.admin) { visit, caller in
        let user = try await visit.core.service.createUser(UserRequest(visit.body), by: caller)
        return .json(user.json, .created)
      }),
    Endpoint(
      method: .delete, path: PathTemplate("/api/v1/admin/users/{user}"), name: "eraseUser",
      summary: "Erase a user with everything of theirs", group: .admin, replies: [.done],
      traits: [.conflicts],
      work: .bearer(.admin) { visit, caller in
        try await visit.core.service.eraseUser(try visit.name("user", .user), by: caller)
        return .nothing
      }),
    Endpoint(
      method: .post, path: PathTemplate("/api/v1/admin/users/{user}/credits"),
      name: "grantCredits", summary: "Give a user credits", group: .admin,
      body: Shapes.grantOrder, replies: [.ok(Shapes.user, "The user as they are now")],
      traits: [.conflicts],
      work: .bearer(.admin) { visit, caller in
        let user = try await visit.core.service.grantCredits(
          visit.body["amount"]?.integer ?? 0, to: try visit.name("user", .user),
          note: visit.body["note"]?.string ?? "", by: caller)
        return .json(user.json)
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/admin/tokens"), name: "listTokens",
      summary: "Tokens, without their secrets", group: .admin,
      query: [QueryField(name: "user", schema: .text(1...40, "Of one user"))],
      replies: [.ok(Shapes.whole("Tokens", Shapes.token), "The tokens")],
      work: .bearer(.admin) { visit, caller in
        let tokens = try await visit.core.service.tokens(
          of: visit.query["user"].map { UserID($0) }, by: caller)
        return .json(["items": .array(tokens.map { $0.json() })])
      }),
    Endpoint(
      method: .post, path: PathTemplate("/api/v1/admin/tokens"), name: "createToken",
      summary: "Make a token; its secret is shown this once", group: .admin,
      body: Shapes.tokenOrder, replies: [.made(Shapes.newToken, "The token with its secret")],
      traits: [.refers],
      work: .bearer(.admin) { visit, caller in
        let made = try await visit.core.service.createToken(TokenRequest(visit.body), by: caller)
        return .json(made.token.json(secret: made.secret), .created)
      }),
    Endpoint(
      method: .delete, path: PathTemplate("/api/v1/admin/tokens/{token}"), name: "revokeToken",
      summary: "End a token at once", group: .admin,
      replies: [.ok(Shapes.token, "The token as it is now")],
      work: .bearer(.admin) { visit, caller in
        let token = try await visit.core.service.revokeToken(
          try visit.name("token", .token), by: caller)
        return .json(token.json())
      }),
  ]

  static let settings: [Endpoint] = [
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/admin/webhooks"), name: "listWebhooks",
      summary: "Places that are told of events", group: .admin,
      replies: [.ok(Shapes.whole("Webhooks", Shapes.webhook), "The webhooks")],
      work: .bearer(.admin) { visit, caller in
        let webhooks = try await visit.core.service.webhooks(by: caller)
        return .json(["items": .array(webhooks.map { $0.json() })])
      }),
    Endpoint(
      method: .post, path: PathTemplate("/api/v1/admin/webhooks"), name: "createWebhook",
      summary: "Have a place told of events", group: .admin, body: Shapes.webhookOrder,
      replies: [.made(Shapes.newWebhook, "The webhook with its secret")], traits: [.conflicts],
      work: .bearer(.admin) { visit, caller in
        let made = try await visit.core.service.createWebhook(
          WebhookRequest(visit.body), by: caller)
        return .json(made.webhook.json(secret: made.secret), .created)
      }),
    Endpoint(
      method: .delete, path: PathTemplate("/api/v1/admin/webhooks/{webhook}"),
      name: "deleteWebhook", summary: "Tell a place no more", group: .admin, replies: [.done],
      work: .bearer(.admin) { visit, caller in
        try await visit.core.service.deleteWebhook(try visit.text("webhook", .webhook), by: caller)
        return .nothing
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/admin/flags"), name: "listFlags",
      summary: "Features that can be switched", group: .admin,
      replies: [.ok(Shapes.whole("Flags", Shapes.flag), "The features")],
      work: .bearer(.admin) { visit, caller in
        let flags = try await visit.core.service.flags(by: caller)
        return .json(["items": .array(flags.map(\.json))])
      }),
    Endpoint(
      method: .put, path: PathTemplate("/api/v1/admin/flags/{flag}"), name: "setFlag",
      summary: "Switch a feature", group: .admin, body: Shapes.flagOrder,
      replies: [.ok(Shapes.flag, "The feature as it is now")],
      work: .bearer(.admin) { visit, caller in
        let flag = try await visit.core.service.setFlag(
          try visit.text("flag", .feature), to: visit.body["on"]?.bool, by: caller)
        return .json(flag.json)
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/admin/audit"), name: "readAudit",
      summary: "The audit log, the latest first", group: .admin, query: [.cursor, .limit],
      replies: [.ok(Shapes.pageShape("AuditPage", Shapes.auditLine), "A page of the log")],
      work: .bearer(.admin) { visit, caller in
        .json(try await visit.core.service.audit(visit.page, by: caller).json(\.json))
      }),
  ]
}

extension Reply {
  fileprivate static func made(_ schema: JSONSchema, _ summary: String) -> Reply {
    Reply(status: .created, summary: summary, content: .json(schema))
  }
}
