/// A place in a list that is in order of time, the latest first.
package struct ListCursor: Sendable, Hashable {
  package let at: Moment
  /// Tells things of the same moment apart.
  package let id: String

  package init(at: Moment, id: String) {
    self.at = at
    self.id = id
  }
}
