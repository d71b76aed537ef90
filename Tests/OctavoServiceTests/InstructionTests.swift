import OctavoGeneration
import OctavoModelServer
import OctavoTestSupport
import Testing

/// What a person wants of a run outlives the run.
@Suite("Wishes", .ownThreads)
struct InstructionTests {
  @Test("what was wanted of a chapter is told to the model also where another command goes on")
  func instructions() throws {
    let desk = try Desk()
    #expect(try desk.draft().status == 0)
    let project = try desk.project()
    desk.server.script([.normal, .status(400)])
    let again = try desk.octavo(
      ["write", project, "--chapter", "1", "--again", "--instructions", "Mention zebras."]
        + desk.scripted)
    #expect(again.status != 0, "\(again.err)")
    let before = desk.server.requests.count
    #expect(try desk.octavo(["write", project] + desk.scripted).status == 0)
    let next = try #require(desk.server.requests.dropFirst(before).first)
    #expect(next.text.contains("Mention zebras."), "\(next.text)")
  }

  @Test("the command to go on with has the options that were given")
  func goOn() throws {
    let desk = try Desk()
    let result = try desk.octavo(
      ["ideate"] + Desk.brief + ["--provider", "rehearsal", "--store", "my store"])
    #expect(
      result.out.contains("--concept 1 --store 'my store' --provider rehearsal\n"), "\(result.out)")
    #expect(result.err.contains("planned as an argument"), "\(result.err)")
  }

  @Test("findings of a stored book name its files as an export of the manuscript does")
  func places() throws {
    var settings = ModelServer.Settings()
    settings.author = { request in
      let text = (try? RehearsalModel.text(for: request)) ?? "{}"
      return request.format == nil ? text + " Then 中文 stood there." : text
    }
    let desk = try Desk(settings: settings)
    let result = try desk.draft()
    #expect(result.status == 0, "\(result.err)")
    let project = try desk.project()
    let exported = try desk.octavo(["export", project, "--to", "pdf", "-o", "out"])
    for text in [result.err, exported.err] {
      #expect(text.contains("\nchapters/01.md:"), "\(text)")
      #expect(!text.contains("octavo-work-"), "\(text)")
    }
  }
}
