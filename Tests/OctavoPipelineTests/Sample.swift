import OctavoGeneration
import OctavoTestSupport

/// Things most tests need.
enum Sample {
  static func tools() throws -> GenerationTools {
    GenerationTools(
      prompts: try PromptLibrary(folder: Repository.path("Templates/prompts")),
      answers: StrictReader())
  }

  static let brief = ProjectBrief(
    keyword: "lighthouses", genre: "novel", audienceLevel: "adult", language: "en-GB")
  static let essay = ProjectBrief(
    keyword: "lighthouses", genre: "history", audienceLevel: "general", language: "en-GB")

  static let concept = Concept(
    id: "k-1", title: "The Last Keeper", tagline: "A light goes out.",
    audience: "Readers of quiet novels.", thesis: "A keeper must choose between duty and sleep.",
    difference: "It is told from the lamp room.")

  static func chapter(
    _ name: String, sections: Int = 2, words: Int = 120, needs: [String] = [], gives: [String] = []
  ) -> Outline.Chapter {
    Outline.Chapter(
      id: NodeID("c-\(name)"), title: "Chapter \(name.uppercased())", purpose: "Shows \(name).",
      points: ["\(name) begins", "\(name) ends"], targetWords: sections * words, needs: needs,
      gives: gives,
      sections: (1...max(1, sections)).map { number in
        Outline.Section(
          id: NodeID("s-\(name)-\(number)"), title: "Scene \(name) \(number)", points: [],
          targetWords: words)
      })
  }

  static func outline(_ chapters: [Outline.Chapter]) -> Outline {
    Outline(parts: [Outline.Part(id: NodeID("p-1"), title: "", chapters: chapters)])
  }

  static func project(_ chapters: [Outline.Chapter], brief: ProjectBrief = brief) -> BookProject {
    BookProject(id: "book", brief: brief, concept: concept, outline: outline(chapters))
  }
}

/// Answers every prompt of the pipeline with something fitting: a small book that is always the
/// same.
struct BookScript: Sendable {
  var unitWords = 120
  /// Pieces an answer is streamed in.
  var pieces = 5
  /// Writes a unit's text by the section's name; nil for placeholder prose.
  var prose: (@Sendable (String) -> String)?

  func model() -> ScriptedModel { ScriptedModel { request, _ in self.reply(to: request) } }

  func reply(to request: ModelRequest) -> ScriptedModel.Reply {
    let whole = text(for: request)
    // A continuation: only what is still missing.
    if request.messages.count > 1, request.messages[1].role == .assistant,
      request.format == nil
    {
      return .text(rest(of: whole, after: request.messages[1].text), pieces: pieces)
    }
    return .text(whole, pieces: pieces)
  }

  private func rest(of whole: String, after kept: String) -> String {
    guard whole.hasPrefix(kept) else { return whole }
    let rest = String(whole.dropFirst(kept.count))
    return rest.allSatisfy(\.isWhitespace) ? "END" : rest
  }

  private func text(for request: ModelRequest) -> String {
    let prompt = request.messages[0].text
    switch request.format?.name ?? name(of: prompt) {
    case "brainstorm":
      return
        #"{"themes":[{"name":"Light","angle":"Who pays for it"}],"questions":["Why?"],"overdone":[]}"#
    case "thesis_narrative", "thesis_academic":
      return #"{"claim":"What does a keeper keep?","supports":["duty"],"objections":["sleep"]}"#
    case "concepts": return Self.concepts
    case "outline": return Self.outline
    case "sections": return sections(prompt)
    case "outline_check":
      return
        #"{"findings":[{"chapter":2,"problem":"Nothing is at stake.","suggestion":"Raise it."}]}"#
    case "facts": return facts(prompt)
    case "continuity": return #"{"contradictions":[]}"#
    case "summary": return "The keeper watches the light and the sea. A letter comes at the end."
    default: return unit(prompt)
    }
  }

  /// A continuation has no format: the prompt itself says what is asked for.
  private func name(of prompt: String) -> String {
    let signs = [
      ("Sum this text up", "summary"), ("Map the landscape", "brainstorm"),
      ("Find what this story", "thesis_narrative"), ("Propose ", "concepts"),
      ("Plan the whole book", "outline"), ("Plan the sections", "sections"),
      ("severe editor", "outline_check"), ("List what this text", "facts"),
      ("List the places", "continuity"),
    ]
    return signs.first { prompt.contains($0.0) }?.1 ?? "section"
  }

  private func line(_ label: String, in prompt: String) -> String {
    prompt.split(separator: "\n").first { $0.hasPrefix(label) }
      .map { String($0.dropFirst(label.count)) } ?? ""
  }

  private func unit(_ prompt: String) -> String {
    let name = line("Chapter ", in: prompt) + line("Section: ", in: prompt)
    if let prose { return prose(name) }
    let seed = name.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
    return Prose.text(words: unitWords, seed: seed)
  }

  /// One true fact, quoted from the first paragraph.
  private func facts(_ prompt: String) -> String {
    guard let start = prompt.firstRange(of: "[1] ") else { return #"{"facts":[]}"# }
    let sentence = prompt[start.upperBound...].prefix { $0 != "." && $0 != "\n" }
    let words = sentence.split(separator: " ").prefix(6).joined(separator: " ")
    return
      #"{"facts":[{"entity":"keeper","attribute":"first seen","value":"\#(words)","paragraph":1,"evidence":"\#(words)"},{"entity":"keeper","attribute":"age","value":"ninety","paragraph":1,"evidence":"He was ninety years old"}]}"#
  }

  private func sections(_ prompt: String) -> String {
    let numbers = prompt.split(separator: "\n").compactMap { line -> Int? in
      guard line.hasPrefix("Chapter "), let colon = line.firstIndex(of: ":") else { return nil }
      return Int(line[..<colon].dropFirst("Chapter ".count))
    }
    let chapters = numbers.map { number in
      #"{"number":\#(number),"sections":[{"title":"Dawn \#(number)","points":["it begins"],"target_words":\#(unitWords)},{"title":"Dusk \#(number)","points":["it ends"],"target_words":\#(unitWords)}]}"#
    }
    return #"{"chapters":[\#(chapters.joined(separator: ","))]}"#
  }

  static let concepts = """
    {"concepts":[
    {"title":"The Last Keeper","tagline":"A light goes out.","audience":"Adults who read slowly.",
     "thesis":"A keeper must choose between duty and sleep when the lamp is automated.",
     "difference":"Told from the lamp room."},
    {"title":"Salt Money","tagline":"Who pays for light.","audience":"Readers of family sagas.",
     "thesis":"Three generations of a merchant house fight over the harbour dues and a shipwreck.",
     "difference":"It follows the money."},
    {"title":"Fog Signals","tagline":"Listening in the dark.","audience":"Readers of mysteries.",
     "thesis":"A deaf engineer finds that someone answers the horn every seventh night in winter.",
     "difference":"Silence is the detective."}]}
    """

  static let outline = """
    {"parts":[{"title":"One","chapters":[
    {"title":"1. The Lamp","purpose":"Shows the work.","points":["the lamp is lit","a ship passes"],
     "target_words":300,"needs":[],"gives":["the letter"]},
    {"title":"Chapter 2: The Letter","purpose":"Brings the news.","points":["it is read","he stays"],
     "target_words":300,"needs":["the letter"],"gives":[]}]}]}
    """
}
