package import OctavoService
package import OctavoStore

/// What the server asks of the service: `BookService` in the program, a scripted one in tests of
/// HTTP alone.
package protocol ServiceDoor: Sendable {
  func authenticate(_ bearer: String?) async throws(ServiceFault) -> Caller
  func account(by caller: Caller) async throws(ServiceFault) -> AccountAnswer
  func archiveAccount(by caller: Caller) async throws(ServiceFault) -> ArchiveFile
  func eraseAccount(by caller: Caller) async throws(ServiceFault)

  func initiate(_ request: InitiateRequest, key: String?, by caller: Caller)
    async throws(ServiceFault) -> Submission
  func projects(_ page: PageRequest, by caller: Caller) async throws(ServiceFault)
    -> Page<ProjectAnswer>
  func project(_ id: ProjectID, by caller: Caller) async throws(ServiceFault) -> ProjectAnswer
  func erase(_ id: ProjectID, by caller: Caller) async throws(ServiceFault)
  func archive(_ id: ProjectID, by caller: Caller) async throws(ServiceFault) -> ArchiveFile
  func concepts(_ id: ProjectID, by caller: Caller) async throws(ServiceFault) -> [ConceptAnswer]
  func submitOutline(_ id: ProjectID, _ request: OutlineRequest, key: String?, by caller: Caller)
    async throws(ServiceFault) -> Submission
  func outline(_ id: ProjectID, by caller: Caller) async throws(ServiceFault) -> OutlineDocument
  func replaceOutline(_ id: ProjectID, with document: OutlineDocument, by caller: Caller)
    async throws(ServiceFault) -> OutlineDocument
  func submitExport(_ id: ProjectID, _ request: ExportRequest, key: String?, by caller: Caller)
    async throws(ServiceFault) -> Submission
  func rate(
    concept id: ConceptID, of project: ProjectID, _ feedback: FeedbackRequest, by caller: Caller
  ) async throws(ServiceFault)

  func chapter(_ id: NodeID, by caller: Caller) async throws(ServiceFault) -> ChapterAnswer
  func submitChapter(_ id: NodeID, _ request: ChapterRequestBody, key: String?, by caller: Caller)
    async throws(ServiceFault) -> Submission
  func replaceChapter(
    _ id: NodeID, with edit: ChapterEdit, ifVersion version: Int?, by caller: Caller
  ) async throws(ServiceFault) -> ChapterAnswer
  func rate(chapter id: NodeID, _ feedback: FeedbackRequest, by caller: Caller)
    async throws(ServiceFault)

  func job(_ id: JobID, by caller: Caller) async throws(ServiceFault) -> JobAnswer
  func jobs(_ filter: JobFilter, _ page: PageRequest, by caller: Caller)
    async throws(ServiceFault) -> Page<JobAnswer>
  func cancel(_ id: JobID, by caller: Caller) async throws(ServiceFault) -> JobAnswer
  func wait(for id: JobID, seconds: Double, by caller: Caller) async throws(ServiceFault)
    -> JobAnswer

  func users(_ page: PageRequest, by caller: Caller) async throws(ServiceFault) -> Page<UserAnswer>
  func createUser(_ request: UserRequest, by caller: Caller) async throws(ServiceFault)
    -> UserAnswer
  func eraseUser(_ id: UserID, by caller: Caller) async throws(ServiceFault)
  func grantCredits(_ amount: Int, to user: UserID, note: String, by caller: Caller)
    async throws(ServiceFault) -> UserAnswer
  func tokens(of user: UserID?, by caller: Caller) async throws(ServiceFault) -> [TokenAnswer]
  func createToken(_ request: TokenRequest, by caller: Caller) async throws(ServiceFault)
    -> NewToken
  func revokeToken(_ id: TokenID, by caller: Caller) async throws(ServiceFault) -> TokenAnswer
  func webhooks(by caller: Caller) async throws(ServiceFault) -> [WebhookAnswer]
  func createWebhook(_ request: WebhookRequest, by caller: Caller) async throws(ServiceFault)
    -> NewWebhook
  func deleteWebhook(_ id: String, by caller: Caller) async throws(ServiceFault)
  func flags(by caller: Caller) async throws(ServiceFault) -> [FlagAnswer]
  func setFlag(_ name: String, to isOn: Bool?, by caller: Caller) async throws(ServiceFault)
    -> FlagAnswer
  func audit(_ page: PageRequest, by caller: Caller) async throws(ServiceFault)
    -> Page<AuditAnswer>

  func readiness() async -> Readiness
  func statistics() async throws(ServiceFault) -> Statistics

  /// The caller's events after `seq`, in order.
  func history(after seq: Int64, _ filter: EventFilter, limit: Int, by caller: Caller)
    async throws(ServiceFault) -> [FeedEvent]
  /// Watches the caller's events from after `seq` on; nil for those still to come.
  func watch(after seq: Int64?, _ filter: EventFilter, by caller: Caller)
    async throws(ServiceFault) -> any EventWatch
}

/// One watcher's place among the events. It holds none: a slow watcher reads later from the store,
/// and never holds back who writes them.
package protocol EventWatch: Sendable {
  /// The next events, at least one, in order; waits for them. Nil when the task was cancelled or
  /// the feed was closed.
  func next(limit: Int) async throws(ServiceFault) -> [FeedEvent]?
}

extension EventSubscription: EventWatch {}

extension BookService: ServiceDoor {
  package func history(
    after seq: Int64, _ filter: EventFilter, limit: Int, by caller: Caller
  ) async throws(ServiceFault) -> [FeedEvent] {
    try await feed.history(after: seq, filter, limit: limit, by: caller)
  }

  package func watch(
    after seq: Int64?, _ filter: EventFilter, by caller: Caller
  ) async throws(ServiceFault) -> any EventWatch {
    try await feed.subscribe(after: seq, filter, by: caller)
  }
}
