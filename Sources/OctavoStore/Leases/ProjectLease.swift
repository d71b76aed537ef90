/// The right to change one project, taken by one process for a while.
///
/// Verbs that change a project ask for it and compare its fence with the stored one, so that a
/// process which slept through the end of its lease cannot write over its successor's work.
package struct ProjectLease: Sendable, Hashable {
  /// What may be changed.
  package let project: ProjectID
  /// Counts how often the project was taken; only the latest counts.
  package let fence: Int
}

/// Who has a project, for people.
package struct LeaseState: Sendable, Hashable {
  /// The process.
  package let holder: LeaseHolder
  /// Since when it has it.
  package let since: Moment
  /// When others may take it, unless it is renewed.
  package let expires: Moment
}
