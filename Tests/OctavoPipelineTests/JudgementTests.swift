import OctavoGeneration
import OctavoTestSupport
import Testing

/// Good texts that look like bad ones: none of them is thrown away and bought again.
@Suite("Judgement")
struct JudgementTests {
  @Test(
    "a text about refusals is none",
    arguments: [
      "The chapter explains how a platform's content policy is written, and who reads it.",
      "Usage policies differ from country to country; this section compares four of them.",
      "Moderators act against OpenAI models and others alike when a text violates my guidelines, says one.",
      "As an AI becomes a colleague, offices change.",
      "Unfortunately the mill could not produce enough flour for the town.",
      "I cannot provide for six children on this, my father said, and sold the boat.",
      "“I’m sorry, but I can’t assist with that request,” the machine said, and she laughed.",
    ])
  func noRefusals(text: String) { #expect(!Refusal.isRefusal(text)) }

  @Test(
    "a model that declines is still heard",
    arguments: [
      "I’m sorry, but that would violate the content policy.",
      "I apologize. I'm unable to create content of this kind.",
      "As a large language model, I cannot write about living persons.",
    ])
  func refusals(text: String) { #expect(Refusal.isRefusal(text)) }

  @Test("a summary that speaks of a content policy is taken at once, and so are facts about it")
  func policySummary() async throws {
    let model = ScriptedModel { request, _ in
      if request.step == .summary, request.format == nil {
        return .text("The chapter explains how a platform's content policy is written.")
      }
      if request.format?.name == "facts" {
        return .text(
          #"{"facts":[{"entity":"the platform","attribute":"rule","value":"its content policy","paragraph":1,"evidence":"The"}]}"#
        )
      }
      return BookScript().reply(to: request)
    }
    let machine = BookMachine(
      project: Sample.project([Sample.chapter("one")]), tools: try Sample.tools())
    let result = try await GenerationDriver(model: model, host: MemoryHost()).run(machine)
    #expect(result.product?.chapters.first?.status == .done)
    #expect(model.requests.filter { $0.step == .summary }.count == 2)
  }

  // MARK: Names and refrains

  /// Prose with a sentence put in after every so many of its own.
  private static func prose(with sentence: String, every count: Int, words: Int) -> String {
    let sentences = Prose.text(words: words, seed: 31).split(
      separator: ".", omittingEmptySubsequences: true)
    var text = ""
    for (index, next) in sentences.enumerated() {
      text += next + "."
      if index % count == count - 1 { text += " " + sentence }
    }
    return text
  }

  @Test("a long name may stand in every paragraph")
  func longNames() {
    let name = "Under the United Nations Framework Convention on Climate Change this was agreed."
    let text = Self.prose(with: name, every: 6, words: 1_500)
    #expect(RepetitionWatch.check(text, earlier: EarlierText()) == nil)
  }

  @Test("a refrain may close every page of a picture book")
  func refrains() {
    let line = "*The wheels on the bus go round and round, all through the town.*"
    let text = Self.prose(with: "\n\n" + line + "\n\n", every: 3, words: 1_200)
    #expect(RepetitionWatch.check(text, earlier: EarlierText()) == nil)
    let verse = """
      Oh, the river runs down to the sea, my love, and the moon climbs over the hill. \
      I will wait for you where the willows are, and I think I am waiting still.
      """
    let song = Self.prose(with: "\n\n" + verse + "\n\n", every: 4, words: 800)
    #expect(RepetitionWatch.check(song, earlier: EarlierText()) == nil)
  }

  @Test("Chinese names and phrases are not loops, a Chinese loop is")
  func ideographs() throws {
    let tongue = try #require(ScriptTests.tongues.first { $0.tag == "zh" })
    let sentences = tongue.text(words: 1_600, seed: 5).split(separator: "。")
    var text = ""
    for (index, sentence) in sentences.enumerated() {
      text += sentence + "。"
      if index.isMultiple(of: 4) { text += "《联合国气候变化框架公约》在此生效。" }
    }
    #expect(RepetitionWatch.check(text, earlier: EarlierText()) == nil)
    let loop = text.prefix(300) + String(repeating: "他看着大海，又数了一遍归来的船只。", count: 20)
    let found = try #require(RepetitionWatch.check(String(loop), earlier: EarlierText()))
    #expect(found.kind == .loop)
    #expect(found.start < text.prefix(300).utf8.count + 120)
  }

  @Test("a passage that comes back after new text is cut where it comes back")
  func farLoops() throws {
    let passage = Prose.text(words: 120, seed: 40)
    let parts = [
      passage, Prose.text(words: 150, seed: 41), passage, Prose.text(words: 150, seed: 42), passage,
    ]
    let text = parts.joined(separator: "\n\n")
    let found = try #require(RepetitionWatch.check(text, earlier: EarlierText()))
    #expect(found.start == text.utf8.count - passage.utf8.count)
  }

  @Test("a list whose lines differ by a number is a loop")
  func numberedLoops() throws {
    let text =
      Prose.text(words: 60, seed: 2)
      + (1...20).map { " Step \($0) is to look at the sea again and count all of the ships." }
      .joined()
    #expect(RepetitionWatch.check(text, earlier: EarlierText())?.kind == .loop)
  }

  // MARK: Names in prompts

  private static func ledger(_ entities: [String]) -> FactLedger {
    FactLedger(
      entities.map {
        Fact(
          chapter: NodeID("c-0"), version: 1, entity: $0, attribute: "a", value: "v", paragraph: 1,
          evidence: "e")
      })
  }

  @Test(
    "a fact is found by its name, as the language writes it",
    arguments: [
      ("李明", "那天晚上李明回到了家。"), ("田中", "彼は田中さんに会った。"), ("Li", "He gave it to Li’s brother."),
      ("AI", "What AI can do"), ("Анна", "Он говорил с Анной."), ("민수", "어제 민수는 집에 갔다."),
      ("Kraków", "Mieszkał w Krakowie."), ("Ayşe", "Ayşe'nin evi uzaktaydı."),
      ("القاهرة", "سافر إلى والقاهرة ليلا"),
      ("Virtanen", "Hän puhui Virtaselle ja Virtasen äidille."),
      ("the old keeper", "Keepers are tired."), ("Anna", "d’Anna"), ("สมชาย", "เขาพบสมชายที่ตลาด"),
    ])
  func namesAreFound(entity: String, text: String) {
    let found = Self.ledger([entity]).facts(about: text, except: NodeID("c-1"), limit: 9)
    #expect(found.count == 1)
  }

  @Test(
    "other words do not bring a fact in",
    arguments: [
      ("Li", "the little lion"), ("AI", "j’ai vu"), ("Anna", "an annual report"),
      ("李明", "明天李花开"), ("the keeper", "the sea and the sky"), ("민수", "수민은 학교에 갔다"),
    ])
  func othersAreNot(entity: String, text: String) {
    #expect(Self.ledger([entity]).facts(about: text, except: NodeID("c-1"), limit: 9).isEmpty)
  }
}
