import Foundation
import OctavoObjects
import OctavoTestSupport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// What exports of the service hold beside the chapters' text, and what they say of mistakes.
@Suite("Exported books")
struct ExportedBookTests {
  @Test("the same export after an edit, without a key, makes files of the edited book")
  func exportedAnew() async throws {
    var policy = ServiceDesk.roomy
    policy.limits.requestWindow = 10
    let desk = try ServiceDesk(policy: policy)
    let (project, chapter) = try await desk.written()
    let request = ExportRequest(formats: ["epub"], template: "standard")
    let first = try await desk.service.submitExport(project, request, by: desk.ann)
    let twice = try await desk.service.submitExport(project, request, by: desk.ann)
    #expect((twice.job, twice.isReplay) == (first.job, true), "it is under way")
    try await desk.work()
    _ = try await desk.service.replaceChapter(
      chapter, with: ChapterEdit(content: "Zebras."), ifVersion: 1, by: desk.ann)
    let second = try await desk.service.submitExport(project, request, by: desk.ann)
    #expect(second.job != first.job)
    try await desk.work()
    let keys = try [first.job, second.job].map { try desk.store.artifacts.list(of: $0)[0].key }
    #expect(keys[0] != keys[1])
    let begun = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    try await desk.work()
    let again = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    #expect(again.project == begun.project, "a click too many makes no second project")
  }

  @Test("authors stand in the files; none where none is named")
  func authors() async throws {
    let desk = try ServiceDesk()
    let (project, _) = try await desk.written()
    func creators(_ authors: [String]?) async throws -> String {
      let made = try await desk.service.submitExport(
        project, ExportRequest(formats: ["epub"], template: "standard", authors: authors),
        by: desk.ann)
      try await desk.work()
      let key = try #require(try desk.store.artifacts.list(of: made.job).first?.key)
      let path = desk.folder.path + "/objects/" + key
      let run = try Shell.run("unzip", ["-p", path, "*.opf"])
      return run.out
    }
    let named = try await creators(["Ada Lovelace", "Mary Shelley"])
    #expect(named.contains("Ada Lovelace"))
    #expect(named.contains("Mary Shelley"))
    #expect(!(try await creators(nil)).contains("<dc:creator"))
    let refused = await fault {
      _ = try await desk.service.submitExport(
        project,
        ExportRequest(formats: ["epub"], template: "standard", authors: ["Ada", " ", "x\u{1}"]),
        by: desk.ann)
    }
    guard case .invalid(let problems) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(problems.map(\.pointer) == ["/authors/1", "/authors/2"])
  }

  @Test("a text that cannot be set is named by its file and line, without the machine's paths")
  func places() async throws {
    let desk = try ServiceDesk()
    let (project, chapter) = try await desk.written()
    _ = try await desk.service.replaceChapter(
      chapter, with: ChapterEdit(content: "Well.\n\n![A face](/etc/passwd)\n"), ifVersion: 1,
      by: desk.ann)
    let made = try await desk.service.submitExport(
      project, ExportRequest(formats: ["pdf"], template: "standard"), by: desk.ann)
    try await desk.work()
    let job = try desk.store.jobs.find(made.job)
    #expect((job.state, job.attempts) == (.failed, 1))
    let error = try #require(job.error)
    #expect(error.contains("chapters/"), "\(error)")
    #expect(error.contains(".md:5:"), "\(error)")
    #expect(!error.contains("octavo-work-"), "\(error)")
  }

  @Test("a new key signs links, and an old one's are good until it is retired")
  func keys() throws {
    let folder = try TemporaryFolder()
    var settings = ServiceSettings()
    settings.objects = folder.path + "/objects"
    let keys = try LinkKeys(settings)
    let first = try #require(try keys.names().first)
    let store = try LocalObjectStore(
      folder: settings.objects, publicURL: "http://a", now: { 1_800_000_000 })
    func link() throws -> (path: String, query: String) {
      let address = try store.downloadURL(
        for: DownloadGrant(key: try ObjectKey("exports/a.pdf"), name: DownloadName("a.pdf"))
      ).address
      let sides = address.dropFirst("http://a/artifacts/".count).split(separator: "?")
      return (String(sides[0]), String(sides[1]))
    }
    func isGood(_ link: (path: String, query: String)) -> Bool {
      if case .valid = store.verify(method: "GET", path: link.path, query: link.query) {
        true
      } else {
        false
      }
    }
    let old = try link()
    #expect(throws: (any Error).self) { try keys.retire(first) }
    let second = try keys.rotate()
    let new = try link()
    #expect(new.query.contains("kid=\(second)"))
    #expect(try keys.names() == [second, first])
    #expect(isGood(old))
    #expect(throws: (any Error).self) { try keys.retire("nobody") }
    try keys.retire(first)
    #expect(!isGood(old))
    #expect(isGood(new))
    settings.objects = "s3://bucket"
    #expect(throws: (any Error).self) { try LinkKeys(settings) }
  }
}
