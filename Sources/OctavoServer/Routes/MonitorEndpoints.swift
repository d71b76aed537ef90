import HTTPTypes
import OctavoJSON
import OctavoService

extension Endpoint {
  /// What monitors ask, and the description of all of it. None needs a token.
  static let monitors: [Endpoint] = [
    Endpoint(
      method: .get, path: PathTemplate("/live"), name: "live", summary: "Whether the server runs",
      group: .monitor, replies: [.ok(Shapes.live, "It runs")],
      work: .instant { _ in .json(["status": "live"]).with(.cacheControl, "no-store") }),
    Endpoint(
      method: .get, path: PathTemplate("/ready"), name: "ready",
      summary: "Whether the service can do its work", group: .monitor, replies: readinessReplies,
      work: .open { visit in await readiness(visit) }),
    Endpoint(
      method: .get, path: PathTemplate("/health"), name: "health",
      summary: "The same as /ready", group: .monitor, replies: readinessReplies,
      work: .open { visit in await readiness(visit) }),
    Endpoint(
      method: .get, path: PathTemplate("/metrics"), name: "metrics",
      summary: "Numbers for Prometheus", group: .monitor,
      replies: [
        Reply(status: .ok, summary: "Prometheus' text", content: .other(type: "text/plain"))
      ],
      work: .open { visit in
        let core = visit.core
        var text = MetricsText(
          core.metrics.snapshot, watchers: core.watchers.count, uptime: core.uptime())
        text.add(try await core.service.statistics())
        return Answer(.ok, .bytes(Array(text.text.utf8), type: MetricsText.mediaType))
          .with(.cacheControl, "no-store")
      }),
    Endpoint(
      method: .get, path: PathTemplate("/openapi.json"), name: "describe",
      summary: "This description (OpenAPI 3.1)", group: .monitor,
      replies: [.ok(.object("Description", "", open: true, [:]), "The description")],
      work: .instant { visit in
        Answer(.ok, .bytes(visit.core.description, type: "application/json"))
      }),
  ]

  static let downloads: [Endpoint] = [
    Endpoint(
      method: .get, path: PathTemplate("/artifacts/{key+}"), name: "download",
      summary: "A file by its signed link", group: .downloads,
      replies: [
        Reply(
          status: .ok, summary: "The file", content: .other(type: "application/octet-stream"),
          headers: [(.contentDisposition, "What to save it as"), (.eTag, "The file's digest")]),
        Reply(
          status: .partialContent, summary: "The part of it that Range asks for",
          content: .other(type: "application/octet-stream"),
          headers: [(.contentRange, "Which part")]),
        Reply(status: .notModified, summary: "The client has it already"),
      ],
      traits: [.signed, .streams],
      work: .open { visit in try await ArtifactDownload(visit: visit).answer() })
  ]

  /// All there is.
  static let all =
    projects + plans + chapters + jobs + account + users + settings + archives + downloads
    + monitors

  private static let readinessReplies = [
    Reply.ok(Shapes.readiness, "It can"),
    Reply(
      status: .serviceUnavailable, summary: "It cannot, and why",
      content: .json(Shapes.readiness)),
  ]

  private static func readiness(_ visit: Visit) async -> Answer {
    let service = visit.core.service
    let readiness = await visit.core.readiness.value { await service.readiness() }
    return .json(readiness.json, readiness.isReady ? .ok : .serviceUnavailable)
      .with(.cacheControl, "no-store")
  }
}
