import OctavoBase
import OctavoGeneration
import OctavoStore

/// One attempt at one claimed job, from the claim to its end.
struct JobRun: Sendable {
  let shop: Workshop
  let job: Job

  /// How an attempt was ended from outside.
  private enum Interruption: Error {
    case cancelled, lost, stuck
  }

  /// Milliseconds between two looks whether the job is still wanted.
  private static let watchInterval = 150

  private var limits: JobLimits { shop.policy.jobLimits }

  /// Does the job and enters what came of it.
  func perform() async {
    let pulse = JobPulse(shop.store, job, limits)
    let result: Result<JobOutcome, any Error>
    do {
      result = .success(
        try await withThrowingTaskGroup(of: JobOutcome?.self) { group in
          group.addTask { try await attempt(pulse) }
          group.addTask { try await keep(pulse) }
          defer { group.cancelAll() }
          while let outcome = try await group.next() {
            if let outcome { return outcome }
          }
          throw CancellationError()
        })
    } catch {
      result = .failure(error)
    }
    pulse.flush()
    enter(result, pulse)
    // What an attempt kept of its text once it saw that it is not wanted comes after the cancelling.
    if case .failure = result { try? shop.store.jobs.settle(cancelled: job) }
  }

  /// Keeps the claim alive while the run shows signs of life; throws where it must end.
  private func keep(_ pulse: JobPulse) async throws -> JobOutcome? {
    var beat = shop.store.now
    while !Task.isCancelled {
      do { try await Pause.wait(.milliseconds(Self.watchInterval)) } catch { return nil }
      guard pulse.isAlive else { throw Interruption.stuck }
      let time = shop.store.now
      // A store that cannot be asked for once is asked again in a moment.
      let isDue = time.since(beat) >= limits.lease / 3
      let hold =
        isDue
        ? try? shop.store.jobs.heartbeat(job, limits: limits) : try? shop.store.jobs.look(job)
      if isDue, hold != nil { beat = time }
      switch hold {
      case .cancelled: throw Interruption.cancelled
      case .lost: throw Interruption.lost
      case .held, nil: break
      }
    }
    return nil
  }

  /// The attempt itself.
  private func attempt(_ pulse: JobPulse) async throws -> JobOutcome {
    guard let kind = JobKind(rawValue: job.kind) else {
      return .failed(JobFault(.stop, "job.unknown-kind", "no worker knows how to do it"))
    }
    switch kind {
    case .ideation:
      return try await run(IdeationJob(), Generating(shop, job, pulse).ideation)
    case .outline:
      return try await run(
        OutlineJob(kept: job.checkpoint), Generating(shop, job, pulse).outline)
    case .chapter:
      let price = WorkOrder.Price(
        whole: shop.policy.credits.chapter,
        eachThousandWords: shop.policy.credits.chapterEachThousandWords)
      return try await run(
        ChapterJob(kept: job.checkpoint, price: price), Generating(shop, job, pulse).chapter)
    case .export:
      let exporting = try Exporting(shop, job, pulse)
      defer { exporting.clean() }
      return try await run(ExportJob(formats: exporting.formats), exporting.perform)
    case .sweep: return try await run(SweepJob(), Sweeping(shop).perform)
    case .webhook:
      let isLast = job.attempts >= job.maxAttempts
      return try await run(WebhookJob(isLast: isLast), try Telling(shop, job).perform)
    }
  }

  /// Drives a machine to its end.
  private func run<Machine: JobMachine>(
    _ machine: Machine, _ perform: (Machine.Step) async throws -> Machine.Finding
  ) async throws -> JobOutcome {
    var machine = machine
    var event = JobEvent<Machine.Finding>.started
    while true {
      try Task.checkCancellation()
      let step: Machine.Step
      switch machine.handle(event) {
      case .end(let outcome): return outcome
      case .perform(let next): step = next
      case .keep(let checkpoint, let next):
        guard try shop.store.jobs.keep(checkpoint, of: job) == .held else {
          throw Interruption.lost
        }
        step = next
      }
      do {
        event = .found(try await perform(step))
      } catch let error as CancellationError {
        throw error
      } catch let error where Task.isCancelled {
        throw error
      } catch {
        event = .failed(JobFault(error))
      }
    }
  }

  /// Writes down how the attempt ended; what cannot be written is made up for when the claim runs
  /// out.
  private func enter(_ result: Result<JobOutcome, any Error>, _ pulse: JobPulse) {
    switch result {
    case .success(.succeeded(let text, let charge, let events)):
      let named = events.map { NewEvent($0.type, job: job.id, data: $0.data) }
      _ = try? shop.store.jobs.finish(job, result: text, charge: charge, announcing: named)
    case .success(.failed(let fault)): fail(fault, pulse)
    case .failure(Interruption.cancelled), .failure(Interruption.lost): break
    case .failure(Interruption.stuck):
      fail(JobFault(.retry(after: nil), "job.stuck", "the attempt gave no sign of life"), pulse)
    case .failure(let error):
      guard error is CancellationError || Task.isCancelled else {
        return fail(JobFault(error), pulse)
      }
      // The worker is to stop: somebody else goes on.
      _ = try? shop.store.jobs.postpone(job, for: 0)
    }
  }

  private func fail(_ fault: JobFault, _ pulse: JobPulse) {
    let error = JobText.json(fault)
    switch fault.remedy {
    case .postpone:
      let wait = Int64(shop.policy.jobs.postponement * 1000)
      _ = try? shop.store.jobs.postpone(job, for: wait, error: error)
    case .stop:
      _ = try? shop.store.jobs.fail(job, error: error, isFinal: true, limits: limits)
    case .retry(let after):
      let seconds = min(after ?? pulse.retryAfter ?? 0, 86_400)
      _ = try? shop.store.jobs.fail(
        job, error: error, retryAfter: Int64(seconds * 1000), limits: limits)
    }
  }
}
