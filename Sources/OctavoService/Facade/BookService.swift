package import OctavoStore

/// Everything that may be asked of Octavo from outside: the one door between HTTP and the store.
///
/// Each verb checks the caller's scope and that what it names is theirs; each that changes something
/// writes its line of the audit log in the same transaction.
package struct BookService: Sendable {
  package let store: Store
  /// What happens, for those who watch.
  package let feed: EventFeed
}
