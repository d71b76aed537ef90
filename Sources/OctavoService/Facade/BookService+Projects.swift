package import OctavoStore

extension BookService {
  /// Who the bearer of a token is.
  ///
  /// - Parameter bearer: the secret as it came; nil where there was none.
  package func authenticate(_ bearer: String?) async throws(ServiceFault) -> Caller { fatal() }

  /// Begins a project and queues its ideation. Needs `project_write`.
  ///
  /// - Parameter key: the request's `Idempotency-Key`; without one an equal request within the
  ///   policy's window gets the same answer.
  package func initiate(
    _ request: InitiateRequest, key: String? = nil, by caller: Caller
  ) async throws(ServiceFault) -> Submission { fatal() }

  /// The caller's projects, the latest first. Needs `project_read`.
  package func projects(
    _ page: PageRequest = PageRequest(), by caller: Caller
  ) async throws(ServiceFault) -> Page<ProjectAnswer> { fatal() }

  /// One project. Needs `project_read`.
  package func project(
    _ id: ProjectID, by caller: Caller
  ) async throws(ServiceFault) -> ProjectAnswer { fatal() }

  /// Takes a project with everything of it out of the store. Needs `project_write`.
  package func erase(_ id: ProjectID, by caller: Caller) async throws(ServiceFault) { fatal() }

  /// Everything stored of a project as one zip file. Needs `project_read`.
  package func archive(
    _ id: ProjectID, by caller: Caller
  ) async throws(ServiceFault) -> ArchiveFile { fatal() }

  /// The concepts that are offered, in order. Needs `project_read`.
  package func concepts(
    _ id: ProjectID, by caller: Caller
  ) async throws(ServiceFault) -> [ConceptAnswer] { fatal() }

  /// Chooses a concept and queues its outline. Needs `project_write`.
  package func submitOutline(
    _ id: ProjectID, _ request: OutlineRequest, key: String? = nil, by caller: Caller
  ) async throws(ServiceFault) -> Submission { fatal() }

  /// The book's plan. Needs `project_read`.
  package func outline(
    _ id: ProjectID, by caller: Caller
  ) async throws(ServiceFault) -> OutlineDocument { fatal() }

  /// Puts an edited plan in place; chapters that are no longer in it go to the archive with their
  /// texts. Needs `project_write`.
  package func replaceOutline(
    _ id: ProjectID, with document: OutlineDocument, by caller: Caller
  ) async throws(ServiceFault) -> OutlineDocument { fatal() }

  /// Queues files of a project. Needs `export`.
  package func submitExport(
    _ id: ProjectID, _ request: ExportRequest, key: String? = nil, by caller: Caller
  ) async throws(ServiceFault) -> Submission { fatal() }

  /// Keeps what the caller thinks of a concept, for the next outline. Needs `project_write`.
  package func rate(
    concept id: ConceptID, of project: ProjectID, _ feedback: FeedbackRequest, by caller: Caller
  ) async throws(ServiceFault) { fatal() }
}


/// Stands for what this branch is still building.
func fatal() -> Never { preconditionFailure("not built yet") }
