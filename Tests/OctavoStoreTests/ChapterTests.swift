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

  @Test("an accepted chapter is there with summary, facts, findings and event, all at once")
  func accepts() throws {
    let test = try TestStore()
    try test.outline()
    let id = try test.chapters()[1]
    let work = try test.store.chapters.begin(id, under: test.lease)
    var acceptance = ChapterAcceptance(
      work, content: "Ada has green eyes.", wordCount: 4,
      sources: [VersionSource("style", fingerprint: "abc")])
    acceptance.summary = "Ada is described."
    acceptance.facts = [
      FactDraft(
        entity: "Ada", predicate: "eyes", value: "green", paragraph: 0,
        evidence: "Ada has green eyes")
    ]
    acceptance.findings = [FindingDraft(.continuity, .note, "c", "m", node: id)]
    acceptance.event = NewEvent("chapter_completed", data: #"{"n":1}"#)
    let accepted = try test.store.chapters.accept(acceptance, under: test.lease)
    #expect(accepted == AcceptedChapter(version: 1, stale: []))
    #expect(try test.store.chapters.summary(of: id) == "Ada is described.")
    #expect(try test.store.facts.list(test.project).map(\.draft) == acceptance.facts)
    #expect(try test.store.facts.list(test.project, before: id) == [])
    #expect(try test.store.findings.list(test.project).count == 1)
    #expect(try test.store.chapters.sources(of: id, version: 1) == acceptance.sources)
    #expect(try test.store.events.after(0).map(\.type) == ["chapter_completed"])
    #expect(
      failure { _ = try test.store.chapters.accept(acceptance, under: test.lease) }?.kind == .defect
    )
  }

  @Test("regenerating a chapter keeps the old version and marks what was made from it, no more")
  func marksDependents() throws {
    let test = try TestStore()
    try test.outline()
    let ids = try test.chapters()
    try test.write(ids[0], "First.")
    let print = try #require(try test.store.chapters.text(ids[0])?.fingerprint)
    let source = VersionSource(chapter: ids[0], version: 1, fingerprint: print)
    try test.write(ids[1], "Second.", sources: [source])
    try test.write(ids[2], "Third.")
    let again = try test.write(ids[0], "First, better.")
    #expect(again == AcceptedChapter(version: 2, stale: [ids[1]]))
    let chapters = try test.store.chapters.list(test.project)
    #expect(chapters.map(\.status) == [.written, .stale, .written])
    #expect(chapters[1].reason != nil)
    #expect(
      try test.store.chapters.versions(ids[0]).map(\.content) == ["First, better.", "First."])
    #expect(try test.store.chapters.text(ids[1])?.content == "Second.")
  }

  @Test("a chapter made from what changed meanwhile is stale from the start")
  func lateIsStale() throws {
    let test = try TestStore()
    try test.outline()
    let ids = try test.chapters()
    try test.write(ids[0], "First.")
    let work = try test.store.chapters.begin(ids[1], under: test.lease)
    _ = try test.store.chapters.edit(ids[0], content: "New.", wordCount: 1, under: test.lease)
    let acceptance = ChapterAcceptance(
      work, content: "Second.", wordCount: 1,
      sources: [VersionSource(chapter: ids[0], version: 1, fingerprint: "x")])
    _ = try test.store.chapters.accept(acceptance, under: test.lease)
    #expect(try test.store.chapters.find(ids[1]).status == .stale)
  }

  @Test("a new style marks the chapters written in the old one; a dropped chapter its dependents")
  func otherSourcesMark() throws {
    let test = try TestStore()
    try test.outline()
    let ids = try test.chapters()
    try test.write(ids[0], "a", sources: [VersionSource("style", fingerprint: "old")])
    try test.write(
      ids[1], "b",
      sources: [
        VersionSource("style", fingerprint: "new"),
        VersionSource(chapter: ids[0], version: 1, fingerprint: "f"),
      ])
    let stale = try test.store.chapters.markStale(
      madeFrom: "style", otherThan: "new", reason: "the style changed", under: test.lease)
    #expect(stale == [ids[0]])
    #expect(try test.store.chapters.find(ids[0]).reason == "the style changed")
    _ = try test.store.outline.drop(ids[0], under: test.lease)
    #expect(try test.store.chapters.find(ids[1]).status == .stale)
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
    try test.store.chapters.learn(
      summary: "new", facts: [], of: id, version: 2, under: test.lease)
    #expect(try test.store.chapters.summary(of: id) == "new")
    #expect(try test.store.chapters.summary(of: id, version: 1) == "s")
  }

  @Test("a failed chapter goes on from its sections, or afresh with them kept")
  func failureKeepsSections() throws {
    let test = try TestStore()
    let tree = try test.outline()
    let chapter = tree[0].children[0]
    let work = try test.store.chapters.begin(chapter.id, under: test.lease)
    let section = SectionText(
      node: chapter.children[0].id, position: 0, content: "Paid for.", wordCount: 2)
    try test.store.chapters.seal(nil, as: section, of: work, under: test.lease)
    try test.store.chapters.fail(chapter.id, reason: "refused", under: test.lease)
    let failed = try test.store.chapters.find(chapter.id)
    #expect((failed.status, failed.reason) == (.failed, "refused"))
    #expect(try test.store.chapters.begin(chapter.id, under: test.lease).sections == [section])
    let fresh = try test.store.chapters.begin(chapter.id, afresh: true, under: test.lease)
    #expect(fresh.attempt == 2)
    #expect(fresh.sections == [])
    #expect(try test.store.chapters.sections(of: chapter.id, attempt: 1) == [section])
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
      try test.write(id, value)
      try test.store.chapters.learn(
        summary: nil, facts: [fact(value)], of: id, version: 1, under: test.lease)
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
      { _ = try store.chapters.begin(id, under: lease) },
      { _ = try store.outline.rename(id, to: "x", under: lease) },
      { _ = try store.chapters.edit(id, content: "x", wordCount: 1, under: lease) },
      { try store.chapters.fail(id, reason: "x", under: lease) },
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
