import Foundation
import OctavoGeneration
import OctavoModelServer
import OctavoTestSupport
import Synchronization
import Testing

/// Everything that can go wrong between here and a provider, through the whole program.
@Suite("Providers that fail", .ownThreads)
struct ProviderFaultTests {
  @Test("a run survives one of each fault, and its ledger counts every request")
  func oneOfEach() throws {
    let desk = try Desk(patience: 1)
    desk.server.script([
      .status(429, retryAfter: "1"), .status(429), .normal, .status(500), .status(502),
      .status(529), .normal, .invalidJSON, .fenced, .normal, .reset(pieces: 3), .noEnd(pieces: 4),
      .normal, .normal, .cutAsStop(pieces: 6), .split, .empty, .normal, .stall(pieces: 5),
      .lengthLimit(pieces: 5), .refusal, .normal, .streamError(pieces: 2), .brokenEvent(pieces: 2),
      .noUsage, .silence, .normal, .reset(pieces: 0), .empty,
    ])
    var result = try desk.draft()
    // Attempts are bounded: what they did not mend, the next run does.
    for _ in 0..<4 where result.status != 0 {
      #expect([69, 75].contains(result.status), "\(result.err)")
      result = try desk.draft()
    }
    #expect(result.status == 0, "\(result.err)")
    #expect(try desk.stored("SELECT count(*) FROM calls").first == "\(desk.server.ledger.calls)")
    let done = try desk.stored("SELECT status FROM chapters")
    #expect(done == ["written", "written", "written"])
  }

  @Test(
    "a server that cannot be used ends the run with 69 and says why",
    arguments: [
      ServerBehaviour.status(401), .status(404), .page, .status(400),
    ])
  func unusable(behaviour: ServerBehaviour) throws {
    var settings = ModelServer.Settings()
    settings.rule = { _, _ in behaviour }
    let desk = try Desk(settings: settings)
    let result = try desk.draft()
    #expect(result.status == 69, "\(result.err)")
    #expect(result.err.contains("provider."), "\(result.err)")
  }

  @Test("a reply in the wrong language is paid for, told apart and asked for again")
  func wrongLanguage() throws {
    let german = String(
      repeating: """
        Die Flut steigt und fällt, weil der Mond das Wasser zu sich zieht, und wer am Ufer steht, \
        der sieht es mit den eigenen Augen, aber nicht jeder fragt sich auch, wie das sein kann.

        """, count: 12)
    var settings = ModelServer.Settings()
    let usual = settings.author
    let texts = Mutex(0)
    settings.author = { request in
      guard request.format == nil else { return usual(request) }
      let number = texts.withLock { count in
        count += 1
        return count
      }
      return number <= 2 ? german : usual(request)
    }
    let desk = try Desk(settings: settings)
    let result = try desk.draft()
    #expect(result.status == 0, "\(result.err)")
    #expect(try !desk.printedWords().contains("Ufer"))
    #expect(try desk.stored("SELECT count(*) FROM calls").first == "\(desk.server.ledger.calls)")
  }

  @Test("a server without TLS at an https address ends the run with 69 and says so")
  func noTLS() throws {
    let desk = try Desk()
    let policy = try String(
      contentsOf: desk.folder.url.appending(path: "policy.yaml"), encoding: .utf8)
    try desk.folder.write(policy.replacing("http://", with: "https://"), to: "policy.yaml")
    let result = try desk.draft()
    #expect(result.status == 69, "\(result.err)")
    #expect(result.err.contains("provider.tls"), "\(result.err)")
  }

  @Test("nobody at the address, and no key, are said in words")
  func nobody() throws {
    let desk = try Desk()
    desk.server.stop()
    let result = try desk.draft()
    #expect(result.status == 69, "\(result.err)")
    let keyless = try Program.octavo(
      ["ideate"] + Desk.brief, folder: desk.folder.url,
      environment: ["ANTHROPIC_API_KEY": "", "OPENAI_API_KEY": ""])
    #expect(keyless.status == 69)
    #expect(keyless.err.contains("ANTHROPIC_API_KEY"))
    let misspelt = try desk.octavo(["ideate"] + Desk.brief + ["--provider", "antropic"])
    #expect(misspelt.status == 65)
    #expect(misspelt.err.contains("did you mean anthropic?"))
  }

  @Test("whatever a model writes becomes a valid book with all of its words")
  func hostileText() throws {
    let hostile = [
      "<script>alert(1)</script> and <b>bold text", "| a | b\n|--\n| torn table", "```\nno end",
      "# A heading out of place", "Emoji 👩‍👩‍👧 and 漢字 and עברית and \u{202E}turned",
      "[^1] a note without text, and ]] brackets [[", "\\begin{x} $$ \\frac{ $ unbalanced",
      "::: warning", "Sure! Here is the section you asked for:", "* * *", "&#0; &nbsp; &bogus;",
    ]
    var settings = ModelServer.Settings()
    let usual = settings.author
    let isFirst = Mutex(true)
    settings.author = { request in
      guard request.format == nil,
        isFirst.withLock({ first in
          defer { first = false }
          return first
        })
      else {
        return usual(request)
      }
      return hostile.joined(separator: "\n\n") + "\n\n```\n\n" + usual(request)
    }
    let desk = try Desk(settings: settings)
    let result = try desk.draft()
    #expect(result.status == 0, "\(result.err)")
    let words = Set(try desk.printedWords())
    for word in ["alert", "bold", "torn", "unbalanced", "brackets"] {
      #expect(words.contains(Substring(word)), "“\(word)” is lost")
    }
    let project = try desk.project()
    #expect(try desk.octavo(["store", "export", project, "folder"]).status == 0)
    let exported = try desk.octavo(["export", "folder", "-o", "out"])
    #expect(exported.status == 0, "\(exported.err)")
  }
}
