/// A piece of work that some process does, once in effect.
package struct Job: Sendable, Hashable, Identifiable {
  /// How far a job has come.
  package enum State: String, Sendable, CaseIterable {
    case queued, running, succeeded, failed, cancelled

    /// Whether it will not change any more.
    package var isEnd: Bool { self != .queued && self != .running }
  }

  package let id: JobID
  /// Whose it is; limits count by owner.
  package let owner: UserID
  package let project: ProjectID?
  package let chapter: NodeID?
  package let kind: String
  /// What to do, JSON.
  package let payload: String
  package let state: State
  /// Higher goes first.
  package let priority: Int
  /// Jobs it waits for that have not succeeded yet.
  package let waiting: Int
  /// How often it was claimed.
  package let attempts: Int
  package let maxAttempts: Int
  /// Whether it failed after its last attempt and somebody should look why.
  package let isDead: Bool
  /// Not before.
  package let runAt: Moment
  package let worker: String?
  /// Counts the claims; a worker's writes count only with the latest.
  package let fence: Int
  /// What an attempt goes on from, JSON; nil before the first kept any.
  package let checkpoint: String?
  package let progress: JobProgress
  /// JSON; nil until it succeeded.
  package let result: String?
  /// JSON; of the last failed attempt.
  package let error: String?
  package let created: Moment
  package let updated: Moment

  init(_ row: Fields) throws {
    id = try row.id("id")
    owner = try row.id("owner")
    project = try row.idIfAny("project_id")
    chapter = try row.idIfAny("chapter_id")
    kind = try row.text("kind")
    payload = try row.text("payload")
    state = try row.word("state")
    priority = try row.integer("priority")
    waiting = try row.integer("waiting")
    attempts = try row.integer("attempts")
    maxAttempts = try row.integer("max_attempts")
    isDead = try row.flag("is_dead")
    runAt = try row.moment("run_at")
    worker = try row.textIfAny("worker")
    fence = try row.integer("fence")
    checkpoint = try row.textIfAny("checkpoint")
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
  package var owner: UserID
  package var kind: String
  /// JSON.
  package var payload: String
  package var project: ProjectID?
  package var chapter: NodeID?
  /// Whether it changes the project, so that no other such job of it may run at the same time.
  package var isExclusive: Bool
  /// Higher goes first.
  package var priority: Int
  package var maxAttempts: Int
  /// Milliseconds from now before which it is not begun.
  package var delay: Int64
  /// Jobs that must succeed before it; one that failed fails it.
  package var needs: [JobID]

  package init(
    owner: UserID, kind: String, payload: String = "{}", project: ProjectID? = nil,
    chapter: NodeID? = nil
  ) {
    self.owner = owner
    self.kind = kind
    self.payload = payload
    self.project = project
    self.chapter = chapter
    isExclusive = false
    priority = 0
    maxAttempts = 3
    delay = 0
    needs = []
  }
}

/// Limits on running jobs, from the policy.
package struct JobLimits: Sendable, Hashable {
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
