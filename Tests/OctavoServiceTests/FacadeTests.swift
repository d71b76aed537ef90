import Foundation
import OctavoTestSupport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// What callers get of the service, and what they do not.
@Suite("Service", .ownThreads)
struct FacadeTests {
  @Test("a book's whole life: initiate, concepts, plan, chapters, export")
  func wholeLife() async throws {
    let desk = try ServiceDesk()
    let (service, ann) = (desk.service, desk.ann)
    let (project, chapters) = try await desk.planned()
    #expect(chapters.count == 2)
    for chapter in chapters {
      _ = try await service.submitChapter(chapter, ChapterRequestBody(), by: ann)
    }
    let request = ExportRequest(formats: ["pdf", "epub", "docx"], template: "standard")
    let export = try await service.submitExport(project, request, by: ann)
    #expect(try await service.job(export.job, by: ann).dependsOn.count == 2)
    try await desk.work()
    let job = try await service.job(export.job, by: ann)
    #expect(job.state == "succeeded", "\(job.error?.text ?? "")")
    let result = try WireJSON.read(ExportResult.self, from: try #require(job.result).text)
    #expect(result.artifacts.map(\.format) == ["pdf", "epub", "docx", "report"])
    #expect(result.pages > 4)
    for artifact in result.artifacts {
      let path = desk.folder.path + "/objects"
      let found = try #require(Self.file(artifact.key, below: path))
      #expect(try Data(contentsOf: found).count == artifact.bytes)
      #expect(artifact.key.contains(artifact.sha256))
      guard artifact.format == "report" else { continue }
      let told = try WireJSON.read(
        ExportResult.self, from: String(decoding: try Data(contentsOf: found), as: UTF8.self))
      #expect(told.artifacts == Array(result.artifacts.dropLast()))
      #expect((told.pages, told.report) == (result.pages, result.report))
    }
    let shown = try await service.project(project, by: ann)
    #expect((shown.state, shown.chaptersWritten) == ("written", 2))
    let text = try await service.chapter(chapters[0], by: ann)
    #expect((text.status, text.version) == ("written", 1))
    #expect(text.summary?.isEmpty == false)

    // The same export again has the same keys, and no object more.
    let again = try await service.submitExport(project, request, by: ann)
    try await desk.work()
    let second = try WireJSON.read(
      ExportResult.self,
      from: try #require(try await service.job(again.job, by: ann).result).text)
    #expect(second.artifacts == result.artifacts)
    #expect(try desk.store.check() == [])

    let types = Set(try desk.store.events.after(0, of: ann.user, limit: 5000).map(\.type))
    #expect(
      types.isSuperset(of: [
        "project_started", "job.state", "job.progress", "ideation_completed",
        "outline_completed", "chapter.delta", "chapter_completed", "export.progress",
        "export_completed",
      ]), "\(types)")
  }

  /// A file whose path ends with a key, wherever the object store keeps it.
  private static func file(_ key: String, below folder: String) -> URL? {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.first { $0.hasSuffix(key) }.map { URL(filePath: folder + "/" + $0) }
  }

  @Test("deltas put together are the text that was streamed, without gaps")
  func deltas() async throws {
    let desk = try ServiceDesk()
    let (_, chapters) = try await desk.planned()
    let made = try await desk.service.submitChapter(
      chapters[0], ChapterRequestBody(), by: desk.ann)
    try await desk.work()
    struct Delta: Decodable {
      let chapterId: String
      let offset: Int
      let text: String
    }
    let deltas = try desk.store.events.after(0, of: desk.ann.user, job: made.job, limit: 5000)
      .filter { $0.type == "chapter.delta" }
      .map { try WireJSON.read(Delta.self, from: $0.data) }
    #expect(!deltas.isEmpty)
    var length = 0
    for delta in deltas {
      #expect((delta.offset, delta.chapterId) == (length, chapters[0].text))
      length += delta.text.unicodeScalars.count
    }
    #expect(length > 1000)
  }

  @Test("nobody reaches what is another's, admin or not")
  func ownership() async throws {
    let desk = try ServiceDesk()
    let (project, chapters) = try await desk.planned()
    let service = desk.service
    let concept = try await service.concepts(project, by: desk.ann)[0].id
    let job = try #require(
      try await service.jobs(JobFilter(), PageRequest(), by: desk.ann).items.first
    ).id
    let all: Set<Scope> = Set(Scope.allCases)
    let strangers = [
      desk.bob, Caller(user: desk.admin.user, token: desk.admin.token, role: .admin, scopes: all),
    ]
    let outline = try await service.outline(project, by: desk.ann)
    for who in strangers {
      let missing: [ServiceFault?] = [
        await fault { _ = try await service.project(project, by: who) },
        await fault { try await service.erase(project, by: who) },
        await fault { _ = try await service.archive(project, by: who) },
        await fault { _ = try await service.concepts(project, by: who) },
        await fault {
          _ = try await service.submitOutline(
            project, OutlineRequest(conceptID: concept.text), by: who)
        },
        await fault { _ = try await service.outline(project, by: who) },
        await fault { _ = try await service.replaceOutline(project, with: outline, by: who) },
        await fault {
          _ = try await service.submitExport(
            project, ExportRequest(formats: ["pdf"], template: "standard"), by: who)
        },
        await fault { _ = try await service.chapter(chapters[0], by: who) },
        await fault {
          _ = try await service.submitChapter(chapters[0], ChapterRequestBody(), by: who)
        },
        await fault {
          _ = try await service.replaceChapter(
            chapters[0], with: ChapterEdit(title: "x"), ifVersion: 0, by: who)
        },
        await fault {
          try await service.rate(chapter: chapters[0], FeedbackRequest(rating: 1), by: who)
        },
        await fault {
          try await service.rate(
            concept: concept, of: project, FeedbackRequest(rating: 1), by: who)
        },
        await fault { _ = try await service.job(job, by: who) },
        await fault { _ = try await service.cancel(job, by: who) },
        await fault { _ = try await service.wait(for: job, seconds: 0, by: who) },
      ]
      for (place, found) in missing.enumerated() {
        guard case .notFound = found else {
          Issue.record("call \(place): \(String(describing: found))")
          continue
        }
      }
      #expect(try await service.projects(PageRequest(), by: who).items.isEmpty)
      #expect(try await service.jobs(JobFilter(), PageRequest(), by: who).items.isEmpty)
      #expect(try await service.feed.history(after: 0, by: who).isEmpty)
    }
  }

  @Test("every verb asks for its scope, and only an admin's token has all of them")
  func scopes() async throws {
    let desk = try ServiceDesk()
    let service = desk.service
    let weak = Caller(user: desk.ann.user, token: desk.ann.token, role: .user, scopes: [.admin])
    #expect(!weak.may(.admin), "a scope makes no admin of a user")
    #expect(
      await fault { _ = try await service.initiate(ServiceDesk.request, by: weak) }
        == .forbidden(missing: .projectWrite))
    #expect(
      await fault { _ = try await service.projects(PageRequest(), by: weak) }
        == .forbidden(missing: .projectRead))
    #expect(
      await fault { _ = try await service.users(PageRequest(), by: desk.ann) }
        == .forbidden(missing: .admin))
    #expect(try await service.users(PageRequest(), by: desk.admin).items.count == 4)
    _ = try await service.initiate(ServiceDesk.request, by: desk.admin)
  }

  @Test("the same request gives the same answer, with a key or within the window")
  func idempotency() async throws {
    var policy = ServiceDesk.roomy
    policy.limits.requestWindow = 10
    let desk = try ServiceDesk(policy: policy)
    let service = desk.service
    let first = try await service.initiate(ServiceDesk.request, key: "a", by: desk.ann)
    let second = try await service.initiate(ServiceDesk.request, key: "a", by: desk.ann)
    #expect((first.project, first.job) == (second.project, second.job))
    #expect((first.isReplay, second.isReplay) == (false, true))
    var other = ServiceDesk.request
    other.keyword = "moons"
    #expect(
      await fault { _ = try await service.initiate(other, key: "a", by: desk.ann) } == .keyReused)
    let third = try await service.initiate(ServiceDesk.request, by: desk.ann)
    #expect(third.project != first.project)
    #expect(try await service.initiate(ServiceDesk.request, by: desk.ann).project == third.project)
    desk.clock.advance(seconds: 11)
    #expect(try await service.initiate(ServiceDesk.request, by: desk.ann).project != third.project)
    for bad in ["", "a b", String(repeating: "x", count: 256)] {
      let found = await fault { _ = try await service.initiate(other, key: bad, by: desk.ann) }
      guard case .invalid = found else {
        Issue.record("\(String(describing: found))")
        continue
      }
    }
  }

  @Test("every mistake of a request is named with its place")
  func mistakes() async throws {
    let desk = try ServiceDesk()
    let found = await fault {
      _ = try await desk.service.initiate(
        InitiateRequest(
          keyword: " ", genre: String(repeating: "x", count: 301), audienceLevel: "a\u{0}",
          language: "no language"), by: desk.ann)
    }
    guard case .invalid(let problems) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(problems.map(\.pointer) == ["/keyword", "/genre", "/audience_level", "/language"])
    let formats = await fault {
      _ = try await desk.service.submitExport(
        ProjectID("p"), ExportRequest(formats: ["pfd"], template: "../x"), by: desk.ann)
    }
    guard case .invalid(let more) = formats else {
      Issue.record("\(String(describing: formats))")
      return
    }
    #expect(more.map(\.pointer) == ["/formats/0", "/template"])
    #expect(more[0].hint == "did you mean “pdf”?")
  }

  @Test("a plan is edited by its ids; what is left out stays, what goes is archived")
  func outlineEdits() async throws {
    let desk = try ServiceDesk()
    let (project, chapters) = try await desk.planned()
    var document = try await desk.service.outline(project, by: desk.ann)
    let purpose = document.parts[0].chapters[0].purpose
    document.parts[0].chapters[0] = OutlineDocument.Chapter(
      id: chapters[0].text, title: "Anew")
    document.parts[0].chapters.append(OutlineDocument.Chapter(title: "One more"))
    let kept = try await desk.service.replaceOutline(project, with: document, by: desk.ann)
    let shown = kept.parts.flatMap(\.chapters)
    #expect(shown.map(\.title).contains("One more"))
    let first = try #require(shown.first { $0.id == chapters[0].text })
    #expect((first.title, first.purpose) == ("Anew", purpose))
    #expect(first.sections?.isEmpty == false)
    document.parts[0].chapters[0].id = "n-wrong"
    guard
      case .invalid(let problems) = await fault({
        _ = try await desk.service.replaceOutline(project, with: document, by: desk.ann)
      })
    else {
      Issue.record("taken")
      return
    }
    #expect(problems.first?.pointer == "/parts/0/chapters/0/id")
  }

  @Test("a chapter is edited on the version that was read, and no other")
  func chapterEdits() async throws {
    let desk = try ServiceDesk()
    let (_, chapters) = try await desk.planned()
    let (service, id) = (desk.service, chapters[0])
    let edit = ChapterEdit(title: "Mine", content: "My own words.")
    #expect(
      await fault {
        _ = try await service.replaceChapter(id, with: edit, ifVersion: nil, by: desk.ann)
      }
        == .versionRequired)
    let first = try await service.replaceChapter(id, with: edit, ifVersion: 0, by: desk.ann)
    #expect((first.version, first.title, first.content) == (1, "Mine", "My own words."))
    #expect(
      await fault {
        _ = try await service.replaceChapter(id, with: edit, ifVersion: 0, by: desk.ann)
      }
        == .versionMismatch(current: 1))
    _ = try await service.submitChapter(
      id, ChapterRequestBody(instructions: "longer"), by: desk.ann)
    try await desk.work()
    let second = try await service.chapter(id, by: desk.ann)
    #expect(second.version == 2)
    #expect(second.content != "My own words.")
    #expect(try desk.store.chapters.versions(id).map(\.number) == [2, 1])
  }

  @Test("feedback goes into the next version's instructions, once")
  func feedback() async throws {
    let desk = try ServiceDesk()
    let (_, chapters) = try await desk.planned()
    let id = chapters[0]
    try await desk.service.rate(
      chapter: id, FeedbackRequest(rating: 2, note: "Too dry.\nMore tides."), by: desk.ann)
    let made = try await desk.service.submitChapter(
      id, ChapterRequestBody(instructions: "Be brief."), by: desk.ann)
    try await desk.work()
    let kept = try #require(try desk.store.jobs.find(made.job).checkpoint)
    let plan = try WireJSON.read(ChapterJob.Plan.self, from: kept)
    #expect(
      plan.instructions
        == "Be brief.\n\nWhat readers said of the last version:\n- 2 of 5: Too dry. More tides.")
    let next = try await desk.service.submitChapter(id, ChapterRequestBody(), by: desk.ann)
    try await desk.work()
    let second = try #require(try desk.store.jobs.find(next.job).checkpoint)
    #expect(try WireJSON.read(ChapterJob.Plan.self, from: second).instructions == "")
  }

  @Test("lists come in pages that join without a gap")
  func pages() async throws {
    let desk = try ServiceDesk()
    var made: [ProjectID] = []
    for number in 0..<7 {
      if number % 2 == 0 { desk.clock.advance(seconds: 1) }
      made.append(try await desk.service.initiate(ServiceDesk.request, by: desk.ann).project)
    }
    var found: [ProjectID] = []
    var page = PageRequest(limit: 2)
    repeat {
      let answer = try await desk.service.projects(page, by: desk.ann)
      found += answer.items.map(\.id)
      page.after = answer.next
    } while page.after != nil
    #expect(Set(found) == Set(made))
    #expect(found.count == 7)
    for bad in ["x", "1", "1.", "\u{0}"] {
      guard
        case .invalid = await fault({
          _ = try await desk.service.projects(PageRequest(after: bad), by: desk.ann)
        })
      else {
        Issue.record("“\(bad)” was taken")
        continue
      }
    }
  }

  @Test("readiness names what is missing")
  func readiness() async throws {
    let desk = try ServiceDesk()
    let before = await desk.service.readiness()
    #expect(before.checks.filter { !$0.isReady }.map(\.name) == ["workers"])
    let name = try desk.store.workers.enter(lanes: 1)
    #expect(await desk.service.readiness().isReady)
    try desk.store.workers.leave(name)
    _ = try await desk.ideated()
    let statistics = try await desk.service.statistics()
    #expect(statistics.kinds.map(\.kind) == ["ideation"])
    #expect(statistics.kinds.first?.succeeded == 1)
    #expect(statistics.lastEvent > 0)
  }
}
