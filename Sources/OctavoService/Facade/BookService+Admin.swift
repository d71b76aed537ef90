package import OctavoStore

/// What only an admin may ask; each needs the scope `admin`.
extension BookService {
  package func users(
    _ page: PageRequest = PageRequest(), by caller: Caller
  ) async throws(ServiceFault) -> Page<UserAnswer> { fatal() }

  package func createUser(
    _ request: UserRequest, by caller: Caller
  ) async throws(ServiceFault) -> UserAnswer { fatal() }

  /// Takes a user with everything of theirs out of the store.
  package func eraseUser(_ id: UserID, by caller: Caller) async throws(ServiceFault) { fatal() }

  package func grantCredits(
    _ amount: Int, to user: UserID, note: String, by caller: Caller
  ) async throws(ServiceFault) -> UserAnswer { fatal() }

  package func tokens(
    of user: UserID?, by caller: Caller
  ) async throws(ServiceFault) -> [TokenAnswer] { fatal() }

  package func createToken(
    _ request: TokenRequest, by caller: Caller
  ) async throws(ServiceFault) -> NewToken { fatal() }

  /// Ends a token at once, in every process.
  package func revokeToken(
    _ id: TokenID, by caller: Caller
  ) async throws(ServiceFault) -> TokenAnswer { fatal() }

  package func webhooks(by caller: Caller) async throws(ServiceFault) -> [WebhookAnswer] { fatal() }

  package func createWebhook(
    _ request: WebhookRequest, by caller: Caller
  ) async throws(ServiceFault) -> NewWebhook { fatal() }

  package func deleteWebhook(_ id: String, by caller: Caller) async throws(ServiceFault) {
    fatal()
  }

  package func flags(by caller: Caller) async throws(ServiceFault) -> [FlagAnswer] { fatal() }

  /// Switches a feature against the policy file; nil goes back to it.
  package func setFlag(
    _ name: String, to isOn: Bool?, by caller: Caller
  ) async throws(ServiceFault) -> FlagAnswer { fatal() }

  /// The audit log, the latest first.
  package func audit(
    _ page: PageRequest = PageRequest(), by caller: Caller
  ) async throws(ServiceFault) -> Page<AuditAnswer> { fatal() }
}

/// What a monitor asks; needs no caller.
extension BookService {
  /// Whether the store can be written to, workers are alive and the object store can be reached.
  package func readiness() async -> Readiness { fatal() }

  package func statistics() async throws(ServiceFault) -> Statistics { fatal() }
}
