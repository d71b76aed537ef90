package import OctavoStore

extension BookService {
  /// One job. Needs `project_read`.
  package func job(_ id: JobID, by caller: Caller) async throws(ServiceFault) -> JobAnswer {
    fatal()
  }

  /// The caller's jobs, the latest first. Needs `project_read`.
  package func jobs(
    _ filter: JobFilter = JobFilter(), _ page: PageRequest = PageRequest(), by caller: Caller
  ) async throws(ServiceFault) -> Page<JobAnswer> { fatal() }

  /// Cancels a job that has not ended; a running one stops within a second and keeps what was
  /// written. Needs `project_write`.
  package func cancel(_ id: JobID, by caller: Caller) async throws(ServiceFault) -> JobAnswer {
    fatal()
  }

  /// Waits until a job has ended, at most so many seconds, and answers with it as it is then.
  package func wait(
    for id: JobID, seconds: Double, by caller: Caller
  ) async throws(ServiceFault) -> JobAnswer { fatal() }

  /// What the caller has and may do. Needs any token.
  package func account(by caller: Caller) async throws(ServiceFault) -> AccountAnswer { fatal() }

  /// Everything stored of the caller's, as one zip file. Needs `project_read`.
  package func archiveAccount(by caller: Caller) async throws(ServiceFault) -> ArchiveFile {
    fatal()
  }

  /// Takes the caller with everything of theirs out of the store. Needs `project_write`.
  package func eraseAccount(by caller: Caller) async throws(ServiceFault) { fatal() }
}
