package import OctavoStore

/// Who asks, as their token says.
package struct Caller: Sendable, Hashable {
  package let user: UserID
  package let token: TokenID
  package let role: User.Role
  package let scopes: Set<Scope>
  /// A plan of the policy; one it does not know stands for its default.
  package let plan: String

  package init(
    user: UserID, token: TokenID, role: User.Role, scopes: Set<Scope>, plan: String = ""
  ) {
    self.user = user
    self.token = token
    self.role = role
    self.scopes = scopes
    self.plan = plan
  }

  /// Whether the caller may do what needs `scope`. The scope `admin` implies all, but only for a
  /// user who is one.
  package func may(_ scope: Scope) -> Bool {
    let isAdmin = role == .admin && scopes.contains(.admin)
    return isAdmin || (scope != .admin && scopes.contains(scope))
  }

  func require(_ scope: Scope) throws(ServiceFault) {
    guard may(scope) else { throw ServiceFault.forbidden(missing: scope) }
  }
}
