import OctavoService
import OctavoStore

/// The right to watch, looked at again for as long as somebody watches: a token that was revoked, has
/// expired or lost its user ends what it began.
struct WatchRight: Sendable {
  let service: BookService
  /// What the watcher came with.
  let bearer: String?

  /// The right is no more.
  struct Lost: Error {}

  /// Throws where the right is no more. A store that cannot be asked for once takes nothing away.
  func check() async throws(Lost) {
    do throws(ServiceFault) {
      let caller = try await service.authenticate(bearer)
      guard caller.may(.projectRead) else { throw .forbidden(missing: .projectRead) }
    } catch {
      switch error {
      case .unauthorized, .forbidden: throw Lost()
      default: return
      }
    }
  }
}
