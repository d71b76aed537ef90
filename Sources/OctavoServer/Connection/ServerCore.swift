package import OctavoObjects
import OctavoJSON
import OctavoService
import OctavoStore

/// What every request needs, made once when the server starts.
///
/// A class because all connections share it; nothing in it changes.
final class ServerCore: Sendable {
  let door: any ServiceDoor
  let objects: any ObjectStore
  /// Verifies links to files of the local store; nil where another server hands out the files.
  let signer: URLSigner?
  let settings: ServerSettings
  let log: AccessLog
  let links: ArtifactLinks
  let table = RouteTable(Endpoint.all)
  let metrics = ServerMetrics()
  let watchers: WatcherCount
  /// The API's description, as JSON.
  let description: [UInt8]
  private let start = ContinuousClock.now

  init(
    door: any ServiceDoor, files: ServedFiles, settings: ServerSettings, log: AccessLog
  ) {
    self.door = door
    objects = files.objects
    signer = files.signer
    self.settings = settings
    self.log = log
    links = ArtifactLinks(objects: files.objects, lifetime: settings.linkLifetime)
    watchers = WatcherCount(
      most: settings.limits.watchers, ofUser: settings.limits.watchersOfUser)
    description = Array(OpenAPIDocument(Endpoint.all).json.text().utf8)
  }

  /// Seconds since the server began, on a clock that never goes back.
  func uptime() -> Double {
    let time = (ContinuousClock.now - start).components
    return Double(time.seconds) + Double(time.attoseconds) * 1e-18
  }

  /// Seconds since 1970.
  func now() -> Int { Int(Timestamp.now.moment.milliseconds / 1000) }
}

/// Where exports' files are.
package struct ServedFiles: Sendable {
  let objects: any ObjectStore
  let signer: URLSigner?

  /// - Parameter signer: of a local store, whose files this server hands out.
  package init(objects: any ObjectStore, signer: URLSigner?) {
    self.objects = objects
    self.signer = signer
  }
}
