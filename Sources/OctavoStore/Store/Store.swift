import GRDB
package import OctavoBase
import Synchronization

/// Everything Octavo keeps of its projects: one SQLite file in a folder, shared by processes.
///
/// Verbs are grouped by what they are about (`projects`, `outline`, `chapters` …); each is one
/// transaction, so that a crash leaves all of it or nothing. They do not suspend and cannot be
/// cancelled: what was paid for is written even while a task is being cancelled.
/// A class because it owns the connections; they are closed with its last reference.
package final class Store: Sendable {
  /// The database file.
  package let path: String
  /// The folder that holds the file.
  package let folder: String
  let environment: StoreEnvironment
  let pool: DatabasePool
  /// When a transaction was last forced to the disk.
  let lastSync = Mutex(Moment(milliseconds: .min))
  /// Writes of callers who wait at the same time.
  let groupCommit = GroupCommit()
  let changeWatch: StoreChanges

  /// The file's name in its folder.
  package static let fileName = "octavo.sqlite"

  init(folder: String, path: String, pool: DatabasePool, environment: StoreEnvironment) {
    self.folder = folder
    self.path = path
    self.pool = pool
    self.environment = environment
    changeWatch = StoreChanges(path: path)
  }

  /// Opens the store in a folder, bringing an older one up to date.
  ///
  /// - Parameters:
  ///   - folder: where `octavo.sqlite` is.
  ///   - creating: whether folder and file are made where they are missing.
  ///   - environment: time, chance and the process that asks.
  package static func open(
    folder: String, creating: Bool = true, environment: StoreEnvironment = StoreEnvironment()
  ) throws(OctavoError) -> Store {
    try StoreOpening(folder: folder, creating: creating, environment: environment).open()
  }

  /// Closes the connections; later verbs fail. Without it they close with the last reference.
  package func close() throws(OctavoError) {
    changeWatch.close()
    do { try pool.close() } catch { throw StoreFault.error(error, path: path) }
  }

  /// The time by the store's clock.
  package var now: Moment { environment.now() }

  /// A new name with the kind's letter before it.
  func newID<Thing>(_ prefix: Character) -> StoreID<Thing> {
    StoreID(IDSpelling.text(prefix: prefix, bits: environment.randomBits()))
  }
}

extension Store {
  /// Does some work after so many milliseconds by the store's clock, on another thread.
  package func later(milliseconds: Int, _ work: @escaping @Sendable () -> Void) {
    environment.later(milliseconds, work)
  }

  /// A new name of any kind of thing, for those who must know it before the thing is stored.
  package func freshID(_ prefix: Character) -> String {
    let id: StoreID<Project> = newID(prefix)
    return id.text
  }
}
