import Testing

@testable import OctavoService
@testable import OctavoStore

/// Each kind of job as a pure machine: every transition of the Jobs page.
@Suite("Job machines")
struct MachineTests {
  private static let faults = [
    JobFault(.retry(after: 3), "provider.rate-limited", "wait"),
    JobFault(.postpone, "store.project-held", "held"), JobFault(.stop, "model.no-key", "no key"),
  ]

  /// A fault at any step ends the attempt with it, whatever came before.
  private func failsAnywhere<Machine: JobMachine>(
    _ make: () -> Machine, _ findings: [Machine.Finding]
  ) {
    for fault in Self.faults {
      for count in 0...findings.count {
        var machine = make()
        _ = machine.handle(.started)
        for finding in findings.prefix(count) { _ = machine.handle(.found(finding)) }
        #expect(machine.handle(.failed(fault)) == .end(.failed(fault)))
      }
    }
  }

  private func result<Step>(_ action: JobAction<Step>) -> (String, Int?, [String])? {
    guard case .end(.succeeded(let result, let charge, let events)) = action else { return nil }
    return (result, charge, events.map(\.type))
  }

  @Test("ideation: generate, end")
  func ideation() throws {
    var machine = IdeationJob()
    #expect(machine.handle(.started) == .perform(.generate))
    let end = try #require(result(machine.handle(.found(.init(concepts: [])))))
    #expect(end.0 == #"{"concepts":[]}"#)
    #expect(end.2 == ["ideation_completed"])
    failsAnywhere({ IdeationJob() }, [])
  }

  @Test("outline: plan, keep, generate, end; a kept plan is not made again")
  func outline() throws {
    let plan = OutlineJob.Plan(version: 2, notes: "n")
    var machine = OutlineJob(kept: nil)
    #expect(machine.handle(.started) == .perform(.plan))
    guard case .keep(let text, .generate(plan)) = machine.handle(.found(.planned(plan))) else {
      Issue.record("the plan was not kept")
      return
    }
    let end = try #require(result(machine.handle(.found(.made(chapters: ["n1"], words: 9)))))
    #expect(end.0 == #"{"chapters":["n1"],"target_words":9}"#)
    #expect(end.2 == ["outline_completed"])
    var again = OutlineJob(kept: text)
    #expect(again.handle(.started) == .perform(.generate(plan)))
    var broken = OutlineJob(kept: "{}")
    #expect(broken.handle(.started) == .perform(.plan))
    failsAnywhere({ OutlineJob(kept: nil) }, [.planned(plan)])
  }

  @Test("chapter: plan, keep, write, end; it costs what was written")
  func chapter() throws {
    let price = WorkOrder.Price(whole: 1, eachThousandWords: 2)
    let plan = ChapterJob.Plan(version: 3, instructions: "shorter")
    var machine = ChapterJob(kept: nil, price: price)
    #expect(machine.handle(.started) == .perform(.plan))
    guard case .keep(let text, .write(plan)) = machine.handle(.found(.planned(plan))) else {
      Issue.record("the plan was not kept")
      return
    }
    let written = ChapterJob.Written(chapterId: "n", version: 3, wordCount: 1001, stale: [])
    let end = try #require(result(machine.handle(.found(.written(written)))))
    #expect(end.1 == 5)
    #expect(end.2 == ["chapter_completed"])
    var again = ChapterJob(kept: text, price: price)
    #expect(again.handle(.started) == .perform(.write(plan)))
    failsAnywhere({ ChapterJob(kept: nil, price: price) }, [.planned(plan)])
  }

  @Test("export: typeset, write each, verify, put each, put the report, end")
  func export() throws {
    var machine = ExportJob(formats: [.pdf, .epub])
    let artifact = ArtifactAnswer(
      format: "pdf", key: "k", bytes: 1, sha256: "s", fileName: "f", mediaType: "m")
    #expect(machine.handle(.started) == .perform(.typeset))
    #expect(machine.handle(.found(.typeset(pages: 7, report: []))) == .perform(.write(.pdf)))
    #expect(machine.handle(.found(.wrote(report: []))) == .perform(.write(.epub)))
    #expect(machine.handle(.found(.wrote(report: []))) == .perform(.verify))
    #expect(machine.handle(.found(.verified)) == .perform(.put(.pdf)))
    #expect(machine.handle(.found(.put(artifact))) == .perform(.put(.epub)))
    #expect(machine.progress == (4, 6))
    let made = ExportResult(artifacts: [artifact, artifact], pages: 7, report: [])
    #expect(machine.handle(.found(.put(artifact))) == .perform(.report(made)))
    let end = try #require(result(machine.handle(.found(.put(artifact)))))
    let told = try WireJSON.read(ExportResult.self, from: end.0)
    #expect((told.artifacts.count, told.pages) == (3, 7))
    #expect(end.2 == ["export_completed"])
    failsAnywhere(
      { ExportJob(formats: [.pdf]) },
      [.typeset(pages: 7, report: []), .wrote(report: []), .verified])
  }

  @Test("sweep: every step once, in order, then the counts")
  func sweep() throws {
    var machine = SweepJob()
    var action = machine.handle(.started)
    for step in SweepJob.Step.allCases {
      #expect(action == .perform(step))
      action = machine.handle(.found(.init(count: 2)))
    }
    let end = try #require(result(action))
    #expect(end.0.contains(#""events":2"#))
    #expect(end.0.contains(#""grants":2"#))
    failsAnywhere({ SweepJob() }, [.init(count: 1)])
  }

  @Test(
    "webhook: an answer decides between done, again and never",
    arguments: [
      (204, "delivered", "done"), (500, "pending", "again"), (429, "pending", "again"),
      (408, "pending", "again"), (302, "failed", "never"), (404, "failed", "never"),
      (410, "failed", "never"),
    ])
  func webhook(status: Int, state: String, outcome: String) {
    var machine = WebhookJob(isLast: false)
    #expect(machine.handle(.started) == .perform(.lookUp))
    #expect(machine.handle(.found(.ready)) == .perform(.send))
    #expect(
      machine.handle(.found(.answered(status: status, retryAfter: 4)))
        == .perform(.note(state: state, status: status)))
    switch machine.handle(.found(.noted)) {
    case .end(.succeeded): #expect(outcome == "done")
    case .end(.failed(let fault)):
      #expect(fault.remedy == (outcome == "again" ? .retry(after: 4) : .stop))
    default: Issue.record("no end")
    }
  }

  @Test("webhook: what is gone is done, and the last attempt notes that it failed")
  func webhookEnds() {
    var gone = WebhookJob(isLast: false)
    _ = gone.handle(.started)
    #expect(gone.handle(.found(.gone)) == .end(.succeeded(result: "{}", charge: nil, events: [])))
    let fault = JobFault(.retry(after: nil), "webhook.unreachable", "nobody")
    var early = WebhookJob(isLast: false)
    _ = early.handle(.started)
    _ = early.handle(.found(.ready))
    #expect(early.handle(.failed(fault)) == .end(.failed(fault)))
    var last = WebhookJob(isLast: true)
    _ = last.handle(.started)
    _ = last.handle(.found(.ready))
    #expect(last.handle(.failed(fault)) == .perform(.note(state: "failed", status: nil)))
    #expect(last.handle(.found(.noted)) == .end(.failed(fault)))
  }
}
