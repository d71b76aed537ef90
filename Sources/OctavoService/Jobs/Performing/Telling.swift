import OctavoObjects
import OctavoStore
import OctavoTransport

/// Performs the steps of telling a webhook of an event.
struct Telling: Sendable {
  private let shop: Workshop
  private let job: Job
  private let delivery: StoreID<Delivery>

  private struct Payload: Decodable {
    let delivery: String
  }

  init(_ shop: Workshop, _ job: Job) throws(JobFault) {
    self.shop = shop
    self.job = job
    do {
      let payload = try WireJSON.read(Payload.self, from: job.payload)
      delivery = StoreID(payload.delivery)
    } catch {
      throw JobFault(.stop, "job.unreadable", "the job names no delivery")
    }
  }

  func perform(_ step: WebhookJob.Step) async throws -> WebhookJob.Finding {
    switch step {
    case .lookUp: return try find() == nil ? .gone : .ready
    case .send: return try await send()
    case .note(let state, let status):
      _ = try shop.store.webhooks.note(delivery, state: state, status: status, by: job)
      return .noted
    }
  }

  private func find() throws -> (Delivery, Webhook)? {
    guard let found = try shop.store.webhooks.delivery(delivery), found.state == "pending",
      let webhook = try shop.store.webhooks.list().first(where: { $0.id == found.webhook }),
      webhook.isActive
    else { return nil }
    return (found, webhook)
  }

  private func send() async throws -> WebhookJob.Finding {
    guard let (delivery, webhook) = try find() else { return .gone }
    let policy = shop.policy.webhooks
    // The policy may have changed since the webhook was made.
    if let refusal = WebhookTarget.refusal(of: webhook.url, by: policy) {
      throw JobFault(.stop, "webhook.refused", refusal.words)
    }
    var settings = HTTPSettings(agent: "octavo-webhook")
    settings.refusesPrivateAddresses = !policy.allowsPrivateAddresses
    let client = HTTPClient(settings)
    defer { client.close() }
    do {
      return try await client.withResponse(to: try request(delivery, webhook)) { response in
        _ = try await response.beginning(limit: 4096)
        let wait = response.head["retry-after"].flatMap(Double.init)
        return .answered(status: response.head.status, retryAfter: wait)
      }
    } catch let error as TransportError {
      throw JobFault(.retry(after: nil), "webhook.unreachable", error.message)
    }
  }

  private func request(_ delivery: Delivery, _ webhook: Webhook) throws(JobFault) -> HTTPRequest {
    let body = Array(delivery.body.utf8)
    guard let secret = Secret(webhook.secret) else {
      throw JobFault(.stop, "webhook.no-secret", "the webhook has no secret")
    }
    let signature = WebhookSignature(secrets: [secret])
    let seconds = Int(shop.store.now.milliseconds / 1000)
    let time = Duration.seconds(shop.policy.webhooks.timeout)
    return HTTPRequest(
      "POST", webhook.url,
      headers: [
        HTTPHeader("content-type", "application/json"),
        HTTPHeader("octavo-delivery", delivery.id.text),
      ] + signature.headers(body: body, timestamp: seconds),
      body: body,
      timeouts: TransferTimeouts(connect: time, firstByte: time, idle: time, total: time))
  }
}
