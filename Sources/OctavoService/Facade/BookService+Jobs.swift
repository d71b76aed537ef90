import OctavoBase
import OctavoGeneration
package import OctavoStore

extension BookService {
  /// One job. Needs `project_read`.
  package func job(_ id: JobID, by caller: Caller) async throws(ServiceFault) -> JobAnswer {
    try caller.require(.projectRead)
    return try answer(try own(id, caller))
  }

  /// The caller's jobs, the latest first. Needs `project_read`.
  package func jobs(
    _ filter: JobFilter = JobFilter(), _ page: PageRequest = PageRequest(), by caller: Caller
  ) async throws(ServiceFault) -> Page<JobAnswer> {
    try caller.require(.projectRead)
    let (cursor, limit) = try Cursors.read(page)
    let listing = JobListing(
      owner: caller.user, project: filter.project, state: filter.state, before: cursor,
      limit: limit + 1)
    let found = try Fault.asked { try store.jobs.list(listing) }
    let last = found.prefix(limit).last.map { ListCursor(at: $0.created, id: $0.id.text) }
    var items: [JobAnswer] = []
    for job in found.prefix(limit) { items.append(try answer(job)) }
    return Page(items: items, next: found.count > limit ? last.map(Cursors.text) : nil)
  }

  /// Cancels a job that has not ended; a running one stops within a second and keeps what was
  /// written. Needs `project_write`.
  package func cancel(_ id: JobID, by caller: Caller) async throws(ServiceFault) -> JobAnswer {
    try caller.require(.projectWrite)
    let job = try own(id, caller)
    let isCancelled = try Fault.asked { try store.jobs.cancel(id, by: caller.author) }
    guard isCancelled || job.state == .cancelled else {
      throw .conflict(
        code: "job-ended", message: "the job has ended already", hint: nil)
    }
    return try answer(try own(id, caller))
  }

  /// Waits until a job has ended, at most so many seconds, and answers with it as it is then. Needs
  /// `project_read`.
  package func wait(
    for id: JobID, seconds: Double, by caller: Caller
  ) async throws(ServiceFault) -> JobAnswer {
    try caller.require(.projectRead)
    let end = store.now.adding(milliseconds: Int64(min(max(seconds, 0), 3600) * 1000))
    while true {
      let count = store.changes.count
      let job = try own(id, caller)
      let left = end.since(store.now)
      if job.state.isEnd || left <= 0 || Task.isCancelled { return try answer(job) }
      _ = await store.changes.wait(after: count, milliseconds: Int(left))
    }
  }

  private func own(_ id: JobID, _ caller: Caller) throws(ServiceFault) -> Job {
    let job = try Fault.asked { try store.jobs.find(id) }
    guard job.owner == caller.user else { throw .notFound(.job, id: id.text) }
    return job
  }

  private func answer(_ job: Job) throws(ServiceFault) -> JobAnswer {
    try Fault.asked {
      JobAnswer(
        job, needs: try store.jobs.needs(of: job.id), credits: try store.credits.state(of: job.id))
    }
  }

  /// What the caller has and may do. Needs any token.
  package func account(by caller: Caller) async throws(ServiceFault) -> AccountAnswer {
    try Fault.asked {
      let user = try store.users.find(caller.user)
      let used = try store.users.usage(of: caller.user)
      return AccountAnswer(
        user: user.id, name: user.name, role: user.role.rawValue, plan: user.plan,
        creditsLeft: user.credits, scopes: caller.scopes.map(\.rawValue).sorted(),
        limits: AccountAnswer.Limits(
          ideationsPerHour: policy.limits.ideationsPerHour, ideationsLastHour: used.ideations,
          jobsAtOnce: policy.limits.jobsAtOnce, jobsActive: user.activeJobs,
          projects: policy.plan(user.plan).projects, projectsHeld: used.projects))
    }
  }

  /// Takes the caller with everything of theirs out of the store. Needs `project_write`.
  package func eraseAccount(by caller: Caller) async throws(ServiceFault) {
    try caller.require(.projectWrite)
    try await erase(user: caller.user, author: caller.author)
  }

  /// Ends a user's jobs, then takes out all that is theirs.
  func erase(user: UserID, author: AuditAuthor) async throws(ServiceFault) {
    for state in [Job.State.queued, .running] {
      let listing = JobListing(owner: user, state: state, limit: 10_000)
      for job in try Fault.asked({ try store.jobs.list(listing) }) {
        _ = try Fault.asked { try store.jobs.cancel(job.id, by: author) }
      }
    }
    try Fault.asked { try store.users.erase(user, by: author) }
    tokenCache.clear()
  }
}

extension JobAnswer {
  init(_ job: Job, needs: [JobID], credits: (reserved: Int, charged: Int)?) {
    self.init(
      id: job.id, kind: job.kind, state: job.state.rawValue, projectId: job.project,
      chapterId: job.chapter,
      progress: Progress(
        stage: job.progress.stage, done: job.progress.done, total: job.progress.total),
      attempts: job.attempts, result: job.result.map { RawJSON($0) },
      error: job.error.map { RawJSON($0) }, dependsOn: needs, isDeadLetter: job.isDead,
      credits: credits.map { Credits(reserved: $0.reserved, charged: $0.charged) },
      createdAt: Timestamp(job.created), updatedAt: Timestamp(job.updated))
  }
}
