/// A piece of work that some process does, once in effect.
package struct Job: Sendable, Hashable, Identifiable {
  /// How far a job has come.
  package enum State: String, Sendable, CaseIterable {
    case queued, running, succeeded, failed, cancelled
  }

  package let id: JobID
  /// Whose it is; limits count by owner.
  package let owner: String
  package let project: ProjectID?
  package let kind: String
  /// What to do, JSON.
  package let payload: String
  package let state: State
  /// How often it was claimed.
  package let attempts: Int
  package let maxAttempts: Int
  /// Not before.
  package let runAt: Moment
  package let worker: String?
  /// Counts the claims; a worker's writes count only with the latest.
  package let fence: Int
  package let progress: JobProgress
  /// JSON; nil until it succeeded.
  package let result: String?
  /// JSON; of the last failed attempt.
  package let error: String?
  package let created: Moment
  package let updated: Moment

  init(_ row: Fields) throws {
    id = try row.id("id")
    owner = try row.text("owner")
    project = try row.idIfAny("project_id")
    kind = try row.text("kind")
    payload = try row.text("payload")
    state = try row.word("state")
    attempts = try row.integer("attempts")
    maxAttempts = try row.integer("max_attempts")
    runAt = try row.moment("run_at")
    worker = try row.textIfAny("worker")
    fence = try row.integer("fence")
    progress = JobProgress(
      stage: try row.text("stage"), done: try row.integer("done"),
      total: try row.integer("total"))
    result = try row.textIfAny("result")
    error = try row.textIfAny("error")
    created = try row.moment("created_at")
    updated = try row.moment("updated_at")
  }
}

/// How far a running job is.
package struct JobProgress: Sendable, Hashable {
  package var stage: String
  package var done: Int
  /// 0 where it is not known.
  package var total: Int

  package init(stage: String = "", done: Int = 0, total: Int = 0) {
    self.stage = stage
    self.done = done
    self.total = total
  }
}

/// A job that is to be queued.
package struct NewJob: Sendable, Hashable {
  package var owner: String
  package var kind: String
  /// JSON.
  package var payload: String
  package var project: ProjectID?
  /// A second job of the owner with the same key is the first.
  package var idempotencyKey: String?
  package var maxAttempts: Int

  package init(
    owner: String, kind: String, payload: String, project: ProjectID? = nil,
    idempotencyKey: String? = nil, maxAttempts: Int = 3
  ) {
    self.owner = owner
    self.kind = kind
    self.payload = payload
    self.project = project
    self.idempotencyKey = idempotencyKey
    self.maxAttempts = maxAttempts
  }
}

/// What became of a request to queue a job.
package enum JobAdmission: Sendable, Hashable {
  case created(Job)
  /// The key was used for the same work before.
  case existing(Job)
  /// The key was used for other work.
  case keyReused
  /// The owner has too many; milliseconds until there is room.
  case rateLimited(retryAfter: Int64)
}

/// Limits on jobs, from the policy.
package struct JobLimits: Sendable, Hashable {
  /// Jobs an owner may queue in an hour.
  package var perHour = 10
  /// Jobs of an owner that run at once.
  package var running = 5
  /// Milliseconds a claim holds without a heartbeat.
  package var lease: Int64 = 30_000
  /// Milliseconds before the second attempt; doubled for each after.
  package var backoff: Int64 = 2000

  package init() {}
}

/// What a worker learns when it reports.
package enum JobHold: Sendable, Hashable {
  /// Go on.
  case held
  /// Somebody cancelled it: stop.
  case cancelled
  /// The lease ran out and another has it, or it is gone: stop, and write nothing.
  case lost
}
