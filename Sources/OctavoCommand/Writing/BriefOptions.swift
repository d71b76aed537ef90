import ArgumentParser
import OctavoGeneration

/// What a book is asked to be.
struct BriefOptions: ParsableArguments {
  @Option(help: "What the book is about, in a few words.") var keyword: String
  @Option(help: "Such as novel, memoir, textbook or guide.") var genre: String
  @Option(help: "Who reads it, such as “beginners” or “postgraduates”.") var audience: String
  @Option(help: "The book's language, a tag such as en-US or de.") var language = "en-US"
  @Option(help: "Anything else you want of it.") var intent = ""

  var brief: ProjectBrief {
    ProjectBrief(
      keyword: keyword, genre: genre, audienceLevel: audience, language: language, intent: intent)
  }
}

/// Where projects are kept.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The store's folder; OCTAVO_STORE where that is set, else octavo-store.", valueName: "dir"))
  var store: String?

  /// The options as they are given again.
  var again: String { ShellWords.options([("store", store)]) }
}

/// Who writes, and for how much.
struct ModelOptions: ParsableArguments {
  @Option(
    help: """
      The provider to use alone, such as anthropic, openai, ollama or rehearsal, which writes \
      placeholder text and needs no key.
      """)
  var provider: String?
  @Option(help: "The provider's model to use; needs --provider.") var model: String?
  @Option(help: "A policy file: models, limits, retries and prices.") var policy: String?
  @Option(help: "A folder of prompts in place of the bundled ones.") var prompts: String?
  @Option(
    help: "Most that the project may cost in all, in US dollars, such as 2.50; none for no limit.")
  var budget: String?

  mutating func validate() throws {
    if model != nil, provider == nil { throw ValidationError("--model needs --provider") }
    if let budget, budget != "none",
      MicroDollars(dollars: budget) == nil || budget.hasPrefix("-")
    {
      throw ValidationError("--budget takes dollars such as 2.50, or none, not “\(budget)”")
    }
  }

  /// The options as they are given again; a budget is the project's and need not be.
  var again: String {
    ShellWords.options([
      ("provider", provider), ("model", model), ("policy", policy), ("prompts", prompts),
    ])
  }

  var limit: BudgetChoice {
    switch budget {
    case nil: .asStored
    case "none": .unlimited
    case let text?: MicroDollars(dollars: text).map { .at($0) } ?? .asStored
    }
  }
}

/// What a project may cost, as it is asked for.
enum BudgetChoice {
  case asStored, unlimited
  case at(MicroDollars)
}

/// How large the book is to be.
struct SizeOptions: ParsableArguments {
  @Option(help: "Chapters of the book, 1 to 200; 12 unless given.") var chapters: Int?
  @Option(help: "Words of the whole book; 2,500 a chapter unless given.") var words: Int?

  mutating func validate() throws {
    if let chapters, !(1...200).contains(chapters) {
      throw ValidationError("--chapters takes a number from 1 to 200, not \(chapters)")
    }
    if let words, !(300...2_000_000).contains(words) {
      throw ValidationError("--words takes a number from 300 to 2000000, not \(words)")
    }
    let least = OutlineLimits.chapterWords.lowerBound
    if let words, let chapters, words < chapters * least {
      throw ValidationError(
        "--words \(words) is too little for --chapters \(chapters): a chapter has \(least) words at "
          + "least, which makes \(chapters * least)")
    }
  }
}
