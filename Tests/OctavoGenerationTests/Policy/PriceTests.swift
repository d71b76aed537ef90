import OctavoGeneration
import Testing

/// What calls cost.
@Suite("Prices")
struct PriceTests {
  @Test(
    "dollars are read and written exactly",
    arguments: [
      ("3", 3_000_000, "3"), ("0.075", 75_000, "0.075"), (".5", 500_000, "0.5"),
      ("0.000001", 1, "0.000001"), ("-2.50", -2_500_000, "-2.5"), ("0", 0, "0"),
    ] as [(String, Int64, String)])
  func dollars(text: String, count: Int64, written: String) throws {
    let amount = try #require(MicroDollars(dollars: text))
    #expect(amount.count == count)
    #expect(amount.dollars == written)
  }

  @Test(
    "what is no amount is refused",
    arguments: ["", ".", "1e3", "1,5", "--1", "0.1234567", "$1", "1-"])
  func noDollars(text: String) {
    #expect(MicroDollars(dollars: text) == nil)
  }

  @Test("each kind of token has its price, and a call is rounded once")
  func costs() throws {
    let prices = GenerationPolicy.builtIn.prices
    let sonnet = ModelName(provider: "anthropic", model: "claude-sonnet-4-5")
    let usage = TokenUsage(input: 10_000, output: 2000, cachedInput: 6000, cacheWrites: 1000)
    // 3,000 fresh at 3, 6,000 cached at 0.30, 1,000 written at 3.75, 2,000 of answer at 15.
    #expect(prices.cost(of: usage, by: sonnet) == MicroDollars(9000 + 1800 + 3750 + 30_000))
    let mini = ModelName(provider: "openai", model: "gpt-4o-mini")
    #expect(prices.cost(of: TokenUsage(input: 3, output: 0), by: mini) == MicroDollars(0))
    #expect(prices.cost(of: TokenUsage(input: 4, output: 0), by: mini) == MicroDollars(1))
  }

  @Test("a provider's line for all stands in; an unknown price is unknown, not nothing")
  func unknown() {
    let prices = GenerationPolicy.builtIn.prices
    let usage = TokenUsage(input: 1000, output: 1000)
    #expect(prices.cost(of: usage, by: ModelName(provider: "ollama", model: "any")) == .zero)
    #expect(prices.cost(of: usage, by: ModelName(provider: "openai", model: "gpt-9")) == nil)
  }

  @Test("absurd counts do no harm")
  func absurd() {
    var price = ModelPrice(ModelName(provider: "p", model: "m"))
    price.input = MicroDollars(10_000_000_000)
    price.output = MicroDollars(10_000_000_000)
    let usage = TokenUsage(input: .max, output: .max, cachedInput: .max, cacheWrites: .max)
    #expect(price.cost(of: usage) > .zero)
    #expect(price.cost(of: TokenUsage(input: -5, output: -5, cachedInput: 7)) == .zero)
  }
}
