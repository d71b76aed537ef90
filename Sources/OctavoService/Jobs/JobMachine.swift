package import OctavoStore

/// One attempt at a job as a pure state machine: what happened in, what is to be done next out.
///
/// It reads no clock and calls nothing. A step that is performed twice has the effect of one, since a
/// worker can die after a step and before anybody knows: effects are stored under names that the
/// attempt before used too, or by their content, or in the transaction that ends the job.
package protocol JobMachine: Sendable {
  /// What is performed.
  associatedtype Step: Sendable, Equatable
  /// What a step gives.
  associatedtype Finding: Sendable, Equatable

  /// Takes what happened and says what is next. After an end there is nothing more.
  mutating func handle(_ event: JobEvent<Finding>) -> JobAction<Step>
}

/// What a job's machine is told.
package enum JobEvent<Finding: Sendable & Equatable>: Sendable, Equatable {
  /// The attempt begins.
  case started
  /// The step gave what it is for.
  case found(Finding)
  /// The step gave nothing.
  case failed(JobFault)
}

/// What a job's machine wants done.
package enum JobAction<Step: Sendable & Equatable>: Sendable, Equatable {
  case perform(Step)
  /// Keep the text as what later attempts go on from, and then perform.
  case keep(String, then: Step)
  case end(JobOutcome)
}

/// How an attempt ends.
package enum JobOutcome: Sendable, Equatable {
  /// The job is done; `charge` is what it costs of the credits reserved, nil for all.
  case succeeded(result: String, charge: Int?, events: [NewEvent])
  /// It may be tried again.
  case failed(JobFault)
}

/// Why a step gave nothing, and what may help.
package struct JobFault: Error, Sendable, Hashable {
  package enum Remedy: Sendable, Hashable {
    /// Another attempt, not before so many seconds where somebody named a time.
    case retry(after: Double?)
    /// Another attempt that does not count: something else has to end first.
    case postpone
    /// Nothing that the job could do.
    case stop
  }

  package let remedy: Remedy
  /// A stable name, such as `provider.rate-limited`.
  package let code: String
  /// One sentence for people, without secrets and paths.
  package let message: String

  package init(_ remedy: Remedy, _ code: String, _ message: String) {
    self.remedy = remedy
    self.code = code
    self.message = message
  }
}
