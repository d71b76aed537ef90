import OctavoBase
import OctavoObjects
import OctavoStore

/// Who is told of events over the network; each needs the scope `admin`.
extension BookService {
  /// All webhooks.
  package func webhooks(by caller: Caller) async throws(ServiceFault) -> [WebhookAnswer] {
    try caller.require(.admin)
    return try Fault.asked { try store.webhooks.list() }.map(WebhookAnswer.init)
  }

  /// Makes a webhook, to a host that the policy allows.
  package func createWebhook(
    _ request: WebhookRequest, by caller: Caller
  ) async throws(ServiceFault) -> NewWebhook {
    try caller.require(.admin)
    try require(feature: "webhook")
    var checks = RequestChecks()
    checks.text("/url", request.url, limit: 2000)
    if let refusal = WebhookTarget.refusal(of: request.url, by: policy.webhooks) {
      checks.report("/url", "refused", refusal.words, hint: refusal.hint)
    }
    for (place, type) in (request.events ?? []).enumerated() {
      checks.word("/events/\(place)", type, EventTypes.all)
    }
    try checks.settle()
    let secret = "whsec_" + SecureRandom.hex(32)
    let webhook = try Fault.asked {
      try store.webhooks.create(
        url: request.url, events: request.events ?? [], secret: secret, by: caller.author)
    }
    return NewWebhook(webhook: WebhookAnswer(webhook), secret: secret)
  }

  /// Takes a webhook away with what it was still to be told.
  package func deleteWebhook(_ id: String, by caller: Caller) async throws(ServiceFault) {
    try caller.require(.admin)
    try Fault.asked { try store.webhooks.delete(WebhookID(id), by: caller.author) }
  }
}

/// The types events have.
package enum EventTypes {
  package static let all = [
    "project_started", "job.state", "job.progress", "ideation_completed", "outline_completed",
    "chapter.delta", "chapter_completed", "export.progress", "export_completed", "feedback_given",
  ]
}

extension WebhookAnswer {
  init(_ webhook: Webhook) {
    self.init(
      id: webhook.id.text, url: webhook.url, events: webhook.events,
      isActive: webhook.isActive, pending: webhook.pending, failed: webhook.failed,
      createdAt: Timestamp(webhook.created))
  }
}

/// Where webhooks may lead.
enum WebhookTarget {
  struct Refusal: Sendable, Hashable {
    let words: String
    let hint: String?
  }

  /// Why an address is not called; nil where it may be.
  static func refusal(of url: String, by policy: ServicePolicy.WebhookPolicy) -> Refusal? {
    let scheme = url.prefix { $0 != ":" }.lowercased()
    guard scheme == "https" || (scheme == "http" && policy.allowsPlainHTTP) else {
      return Refusal(
        words: "the address does not begin with https://",
        hint: policy.allowsPlainHTTP ? "http:// will do too" : nil)
    }
    let rest = url.dropFirst(scheme.count)
    guard rest.hasPrefix("://"),
      url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return Refusal(words: "the address cannot be read", hint: nil) }
    let authority = rest.dropFirst(3).prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else {
      return Refusal(words: "the address holds a name or password", hint: nil)
    }
    let host = host(of: authority)
    guard !host.isEmpty else { return Refusal(words: "the address names no host", hint: nil) }
    guard policy.hosts.contains(where: { matches(host, $0.lowercased()) }) else {
      return Refusal(
        words: "the host “\(host)” is not one the policy allows",
        hint: "an admin adds it to webhooks.hosts in the policy file")
    }
    return nil
  }

  private static func host(of authority: Substring) -> String {
    if authority.hasPrefix("[") { return String(authority.prefix { $0 != "]" }) + "]" }
    return String(authority.prefix { $0 != ":" }).lowercased()
  }

  private static func matches(_ host: String, _ pattern: String) -> Bool {
    if pattern.hasPrefix("*.") { return host.hasSuffix(pattern.dropFirst()) && host != pattern }
    return host == pattern
  }
}
