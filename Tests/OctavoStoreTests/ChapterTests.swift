import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// The texts of chapters, their versions, and what depends on them.
@Suite("Chapters")
struct ChapterTests {
  @Test("a project goes from keyword to concept, and its list shows title, words and cost")
  func projectsAreListed() throws {
    let test = try TestStore()
    let draft = ConceptDraft(
      title: "Bridges", tagline: "Over water", audience: "all", thesis: "t", difference: "d")
    let ids = try test.store.concepts.add([draft, draft], under: test.lease)
    try test.store.concepts.add([draft], as: .rejected, under: test.lease)
    try test.store.concepts.choose(ids[1], under: test.lease)
    #expect(try test.store.concepts.list(test.project).map(\.id) == ids)
    #expect(try test.store.concepts.list(test.project, includingRejected: true).count == 3)
    #expect(
      failure { try test.store.concepts.choose(ConceptID("c0"), under: test.lease) }?.kind
        == .missingInput)
    try test.store.projects.setState(.outlined, under: test.lease)
    try test.store.projects.setStyleLock(#"{"person":"third"}"#, under: test.lease)
    try test.outline()
    try test.write(try test.chapters()[0], "Three small words")
    let summary = try #require(try test.store.projects.list().first)
    #expect(summary.title == "Bridges")
    #expect(summary.words == 3)
    #expect((summary.chaptersWritten, summary.chapters) == (1, 3))
    #expect(summary.project.state == .outlined)
    #expect(summary.project.styleLock == #"{"person":"third"}"#)
    #expect(try test.store.projects.summary(test.project) == summary)
    #expect(failure { try test.store.projects.setExtra("{", under: test.lease) } != nil)
  }

  @Test("a finished chapter is there with summary, facts and findings, all at once")
  func finishes() throws {
    let test = try TestStore()
    try test.outline()
    let id = try test.chapters()[1]
    let fact = FactDraft(
      entity: "Ada", predicate: "eyes", value: "green", paragraph: 0,
      evidence: "Ada has green eyes")
    let finished = FinishedChapter(
      id, number: 1, content: "Ada has green eyes.", wordCount: 4, summary: "Ada is described.",
      facts: [fact])
    let finding = FindingDraft(.quality, .note, "c", "m", node: id)
    let record = StoredRecord("chapter", "x", body: "{}")
    // All of it or nothing: the second effect names a chapter that is not there.
    let bad: [RecordEffect] = [.finished(finished), .working(NodeID("nowhere"), reason: nil)]
    #expect(failure { try test.store.records.save(record, effects: bad, under: test.lease) } != nil)
    #expect(try test.store.chapters.text(id) == nil)
    #expect(try test.store.records.list(test.project) == [])
    let effects: [RecordEffect] = [.finished(finished), .findings(.quality, id, [finding])]
    for _ in 0..<2 { try test.store.records.save(record, effects: effects, under: test.lease) }
    #expect(try test.store.chapters.versions(id).map(\.content) == ["Ada has green eyes."])
    #expect(try test.store.chapters.summary(of: id) == "Ada is described.")
    #expect(try test.store.facts.list(test.project).map(\.draft) == [fact])
    #expect(try test.store.facts.list(test.project, before: id) == [])
    #expect(try test.store.findings.list(test.project).count == 1)
    #expect(try test.store.records.list(test.project) == [record])
  }

  @Test("regenerating a chapter keeps the old version and marks what leans on it, no more")
  func marksDependents() throws {
    let test = try TestStore()
    try test.outline()
    let ids = try test.chapters()
    for (id, text) in zip(ids, ["First.", "Second.", "Third."]) { try test.write(id, text) }
    try test.store.records.save(
      StoredRecord("stale", body: "{}"), effects: [.stale([ids[1]])], under: test.lease)
    #expect(try test.write(ids[0], "First, better.") == 2)
    let chapters = try test.store.chapters.list(test.project)
    #expect(chapters.map(\.status) == [.written, .stale, .written])
    #expect(chapters[1].reason != nil)
    #expect(
      try test.store.chapters.versions(ids[0]).map(\.content) == ["First, better.", "First."])
    #expect(try test.store.chapters.text(ids[1])?.content == "Second.")
  }

  @Test("an author's change counts only on the version it was made on")
  func editsAreGuarded() throws {
    let test = try TestStore()
    try test.outline()
    let id = try test.chapters()[0]
    try test.write(id, "One.", summary: "s")
    let edited = try test.store.chapters.edit(
      id, content: "Uno.", wordCount: 1, expecting: 1, under: test.lease)
    #expect(edited.version == 2)
    let error = failure {
      _ = try test.store.chapters.edit(
        id, content: "Eins.", wordCount: 1, expecting: 1, under: test.lease)
    }
    #expect(error?.code == "store.version-conflict")
    #expect(try test.store.chapters.text(id)?.content == "Uno.")
    #expect(try test.store.chapters.summary(of: id) == nil)
    #expect(try test.store.chapters.summary(of: id, version: 1) == "s")
  }

  @Test("a chapter that was left off says why, and is at work again when it is gone on with")
  func leftOff() throws {
    let test = try TestStore()
    try test.outline()
    let id = try test.chapters()[0]
    let record = StoredRecord("chapter", "x", body: "{}")
    try test.store.records.save(
      record, effects: [.working(id, reason: "refused")], under: test.lease)
    let failed = try test.store.chapters.find(id)
    #expect((failed.status, failed.reason) == (.failed, "refused"))
    try test.store.records.save(record, effects: [.working(id, reason: nil)], under: test.lease)
    #expect(try test.store.chapters.find(id).status == .writing)
  }

  @Test("facts come in reading order, from current versions only")
  func factsAreCurrent() throws {
    let test = try TestStore()
    try test.outline()
    let ids = try test.chapters()
    func fact(_ value: String) -> FactDraft {
      FactDraft(entity: "Ada", predicate: "age", value: value, paragraph: 1, evidence: value)
    }
    for (id, value) in zip(ids.reversed(), ["3", "2", "1"]) {
      try test.write(id, value, facts: [fact(value)])
    }
    try test.write(ids[1], "2 again")
    #expect(try test.store.facts.list(test.project).map(\.draft.value) == ["1", "3"])
    #expect(try test.store.facts.list(test.project, before: ids[2]).map(\.draft.value) == ["1"])
  }

  @Test("one project's lease changes no other project")
  func leasesDoNotReachOver() throws {
    let test = try TestStore()
    try test.outline()
    let id = try test.chapters()[0]
    let other = try test.store.leases.take(try test.store.projects.create(TestStore.brief))
    let (store, lease) = (test.store, other)
    let verbs: [() throws -> Void] = [
      {
        let effects = [RecordEffect.working(id, reason: nil)]
        try store.records.save(StoredRecord("chapter", body: "{}"), effects: effects, under: lease)
      },
      { _ = try store.outline.rename(id, to: "x", under: lease) },
      { _ = try store.chapters.edit(id, content: "x", wordCount: 1, under: lease) },
    ]
    for verb in verbs { #expect(failure(verb)?.kind == .missingInput) }
  }

  @Test("events are numbered for ever, and settings keep their last value")
  func eventsAndSettings() throws {
    let test = try TestStore()
    let events = test.store.events
    #expect(try events.last() == 0)
    for number in 1...5 {
      try events.append(NewEvent("t\(number)", job: JobID("j\(number % 2)")), project: test.project)
    }
    #expect(try events.after(2).map(\.seq) == [3, 4, 5])
    #expect(try events.after(0, job: JobID("j0")).map(\.seq) == [2, 4])
    #expect(try events.after(0, limit: 2).map(\.type) == ["t1", "t2"])
    test.clock.advance(seconds: 1)
    #expect(try events.forget(before: test.clock.now) == 5)
    try events.append(NewEvent("later"))
    #expect(try events.after(0).map(\.seq) == [6])
    #expect(try events.last() == 6)

    try test.store.settings.set("a", to: "1")
    try test.store.settings.set("a", to: #"{"b":2}"#)
    #expect(try test.store.settings.value("a") == #"{"b":2}"#)
    try test.store.settings.set("a", to: nil)
    #expect(try test.store.settings.value("a") == nil)
    #expect(failure { try test.store.settings.set("a", to: "not json") } != nil)
  }
}
