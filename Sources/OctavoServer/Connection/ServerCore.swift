import OctavoObjects
import OctavoJSON
import OctavoService

/// What every request needs, made once when the server starts.
///
/// A class because all connections share it; nothing in it changes.
final class ServerCore: Sendable {
  let service: BookService
  /// The store whose files this server hands out; nil where another server does.
  let files: LocalObjectStore?
  let settings: ServerSettings
  let log: AccessLog
  let links: ArtifactLinks
  let table = RouteTable(Endpoint.all)
  let metrics = ServerMetrics()
  let watchers: WatcherCount
  /// Whether the service can do its work, found out once a second at most: finding out writes to the
  /// store, and anyone may ask.
  let readiness = Recent<Readiness>(lifetime: .seconds(1))
  /// The API's description, as JSON.
  let description: [UInt8]
  private let start = ContinuousClock.now

  init(service: BookService, settings: ServerSettings, log: AccessLog) {
    self.service = service
    files = service.objects as? LocalObjectStore
    self.settings = settings
    self.log = log
    links = ArtifactLinks(objects: service.objects, lifetime: settings.linkLifetime)
    watchers = WatcherCount(
      most: settings.limits.watchers, ofUser: settings.limits.watchersOfUser)
    description = Array(OpenAPIDocument(Endpoint.all).json.text().utf8)
  }

  /// Seconds since the server began, on a clock that never goes back.
  func uptime() -> Double {
    let time = (ContinuousClock.now - start).components
    return Double(time.seconds) + Double(time.attoseconds) * 1e-18
  }
}
