import OctavoBase
import OctavoGeneration
import OctavoTransport
import Testing

/// The file that says which models do what.
@Suite("Policy")
struct PolicyTests {
  private static func read(_ text: String) -> Outcome<PolicyReader.Reading> {
    PolicyReader.read(text, name: "policy.yaml", over: .builtIn)
  }

  private static func findings(_ text: String) -> [String] {
    let outcome = read(text)
    let formatter = DiagnosticFormatter(sources: outcome.value.sources)
    return outcome.diagnostics.map { finding in
      let place = finding.span.map { formatter.place($0) + ": " } ?? ""
      return place + finding.message + finding.hints.map { " (\($0))" }.joined()
    }
  }

  @Test("the built-in policy is sound and says what is promised")
  func builtIn() {
    let policy = GenerationPolicy.builtIn
    #expect(PolicyReader.read(PolicyWriter.yaml(policy), name: "p").diagnostics == [])
    #expect(policy[.ideation].timeout == 60)
    #expect(policy[.chapter].temperature == 0.7)
    #expect(policy[.chapter].retries.tries == 3)
    #expect(!policy.prices.asOf.isEmpty)
    for step in Step.allCases {
      #expect(!policy[step].models.isEmpty)
      for name in policy[step].models {
        #expect(policy.prices.price(of: name) != nil, "\(name.text) has no price")
      }
    }
  }

  @Test("the policy in force reads back to itself")
  func roundTrip() {
    var policy = GenerationPolicy.builtIn
    policy.network.proxy = "http://proxy:3128"
    policy.network.withoutProxy = ["*.example.org", "10.0.0.1"]
    policy[.outline].topP = 0.95
    policy.prices.models[0].reasoningTokens = 5_000
    policy.prices.models[0].effort = "minimal"
    policy[.outline].temperature = nil
    policy[.thesis].idleTimeout = 0.25
    let again = PolicyReader.read(PolicyWriter.yaml(policy), name: "p")
    #expect(again.diagnostics == [])
    #expect(again.value.policy == policy)
  }

  @Test("models that think first have room for it")
  func thinking() {
    for name in ["openai/gpt-5", "openai-responses/gpt-5-mini"] {
      let line = ModelName(text: name).flatMap { GenerationPolicy.builtIn.prices.price(of: $0) }
      #expect(line?.reasoningTokens ?? 0 > 1_000, "\(name)")
    }
    let wrong = Self.findings("models: {openai/gpt-5: {effort: hard, reasoning-tokens: -1}}")
    #expect(wrong.count == 2)
  }

  @Test("what is wrong with an address is said once")
  func addresses() {
    let wrong = Self.read("providers: {mine: {base-address: 'ftp://x'}}").diagnostics
    #expect(wrong.map(\.code) == ["policy.wrong-value"])
    let none = Self.read("providers: {mine: {model: m}}").diagnostics
    #expect(none.map(\.code) == ["policy.missing-key"])
    let proxy = Self.read("network: {proxy: not a url}").diagnostics
    #expect(proxy.map(\.code) == ["policy.wrong-value"])
  }

  @Test("a file says only what differs")
  func overlay() {
    let outcome = Self.read(
      """
      defaults:
        temperature: 0.5
        timeout: 300
      steps:
        chapter: {models: ollama/llama3.2, temperature: null}
      providers:
        ollama: {base-address: "http://box:11434/v1"}
      """)
    let policy = outcome.value.policy
    #expect(outcome.diagnostics == [])
    #expect(policy[.chapter].models.map(\.text) == ["ollama/llama3.2"])
    #expect(policy[.chapter].temperature == nil)
    #expect(policy[.summary].temperature == 0.5)
    #expect(policy[.ideation].timeout == 300)
    #expect(policy.provider("ollama")?.baseAddress == "http://box:11434/v1")
    #expect(policy.provider("ollama")?.dialect == .compatible)
    #expect(policy.providers.count == GenerationPolicy.builtIn.providers.count)
  }

  @Test("all mistakes are named at once, with their places and the nearest names")
  func mistakes() {
    let text = """
      stesp: {}
      defaults:
        temprature: 1
        temperature: 3
        tries: none
      steps:
        chapters: {}
        outline:
          models: [opnai/gpt-4.1, gpt-4.1]
          é-timeout: 1
          timeout: -5
      providers:
        mine: {dialect: openai, base-address: localhost}
      models:
        openai/gpt-4.1: {input: free}
      """
    #expect(
      Self.findings(text) == [
        "policy.yaml:1:1: unknown key 'stesp' (did you mean 'steps'?)",
        "policy.yaml:13:19: unknown dialect 'openai' (allowed are openai-chat, openai-responses, "
          + "openai-compatible, anthropic-messages, rehearsal)",
        "policy.yaml:13:41: 'base-address' is 'localhost'; it must be an address that begins with "
          + "http:// or https://",
        "policy.yaml:3:3: unknown key 'temprature' (did you mean 'temperature'?)",
        "policy.yaml:4:16: 'temperature' is '3'; it must be a number from 0 to 2, or null",
        "policy.yaml:5:10: 'tries' is 'none'; it must be a whole number from 1 to 20",
        "policy.yaml:7:3: unknown step 'chapters' (did you mean 'chapter'?)",
        "policy.yaml:9:29: 'models' is 'gpt-4.1'; it must be names such as 'openai/gpt-4.1'",
        "policy.yaml:10:5: unknown key 'é-timeout' (did you mean 'timeout'?)",
        "policy.yaml:11:14: 'timeout' is '-5'; it must be seconds from 0.001 to 604800, or null",
        "policy.yaml:15:27: 'input' is 'free'; it must be dollars for a million tokens, from 0, "
          + "with at most six places",
        "policy.yaml:9:14: unknown provider 'opnai' (did you mean 'openai'?)",
      ])
  }

  @Test("a model without a price is a warning only")
  func noPrice() {
    let outcome = Self.read("steps: {chapter: {models: openai/gpt-9}}")
    #expect(outcome.diagnostics.map(\.severity) == [.warning])
    #expect(outcome.value.policy[.chapter].models.map(\.text) == ["openai/gpt-9"])
  }

  @Test(
    "broken files are refused with a place, and nothing is lost",
    arguments: [
      "steps: [", "a: b: c", "steps:\n\tchapter: 1", "steps: {}\nsteps: {}", "- a\n- b",
      "just text",
      "x: \u{0}", String(repeating: "[", count: 50_000), String(repeating: "- ", count: 50_000),
      String(repeating: "a: *b\n", count: 100), "steps: *nowhere",
    ])
  func brokenFiles(text: String) {
    let outcome = Self.read(text)
    #expect(outcome.diagnostics.hasErrors)
    #expect(outcome.value.policy == .builtIn)
  }

  @Test("an empty file changes nothing", arguments: ["", "# nothing\n", "steps:\ndefaults: {}\n"])
  func emptyFiles(text: String) {
    #expect(Self.read(text).diagnostics == [])
    #expect(Self.read(text).value.policy == .builtIn)
  }

  @Test("keys come from the environment first, and are never printed")
  func keys() throws {
    let policy = Self.read("providers: {openai: {key: sk-from-the-file}}").value.policy
    #expect(!PolicyWriter.yaml(policy).contains("from-the-file"))
    func key(_ environment: [String: String]) -> String? {
      guard case .ready(let access)? = ProviderDirectory(policy, environment: environment)["openai"]
      else { return nil }
      return access.key?.value
    }
    #expect(key([:]) == "sk-from-the-file")
    #expect(key(["OPENAI_API_KEY": "sk-from-outside\n"]) == "sk-from-outside")
    #expect(key(["OPENAI_API_KEY": " "]) == "sk-from-the-file")
  }

  @Test("passwords in addresses are never printed; what is left is the address")
  func passwords() {
    let text = """
      providers:
        mine: {base-address: "http://ann:PASS@WORD@h/v1?key=SECRET&api-version=2", model: m}
        other: {base-address: "http://TOKEN@h:8080/v1", model: m}
      network: {proxy: "socks5://bob:PASSWORD@h:1"}
      """
    let reading = Self.read(text)
    #expect(reading.diagnostics == [])
    let yaml = PolicyWriter.yaml(reading.value.policy)
    for secret in ["PASS", "WORD", "SECRET", "TOKEN"] { #expect(!yaml.contains(secret)) }
    for address in [
      "http://ann:[hidden]@h/v1?key=[hidden]&api-version=2", "http://[hidden]@h:8080/v1",
      "socks5://bob:[hidden]@h:1", "https://api.openai.com/v1",
    ] { #expect(yaml.contains(address), "\(address)") }
    #expect(Self.read(yaml).diagnostics == [])
  }

  @Test("a provider without a key is named with its variable; a server of one's own needs none")
  func missingKeys() {
    let directory = ProviderDirectory(.builtIn, environment: [:])
    #expect(directory["anthropic"] == .keyMissing(variable: "ANTHROPIC_API_KEY"))
    #expect(directory["nobody"] == nil)
    let own = ProviderDirectory(
      .builtIn, environment: ["ANTHROPIC_BASE_URL": "http://127.0.0.1:9/"])
    #expect(
      own["anthropic"]
        == .ready(ProviderAccess(dialect: .messages, baseAddress: "http://127.0.0.1:9")))
  }

  @Test("a whole run can be given to one provider")
  func oneProvider() throws {
    let rehearsal = try GenerationPolicy.builtIn.using(provider: "rehearsal")
    for step in Step.allCases {
      #expect(rehearsal[step].models.map(\.text) == ["rehearsal/placeholder"])
    }
    let openai = try GenerationPolicy.builtIn.using(provider: "openai")
    #expect(openai[.summary].models.map(\.text) == ["openai/gpt-4.1-mini"])
    let named = try GenerationPolicy.builtIn.using(provider: "ollama", model: "qwen3")
    #expect(named[.chapter].models.map(\.text) == ["ollama/qwen3"])
    #expect(throws: ModelError.self) { try GenerationPolicy.builtIn.using(provider: "nobody") }
    #expect(throws: ModelError.self) { try GenerationPolicy.builtIn.using(provider: "vllm") }
  }

  @Test("the network's settings come from the file, then from the environment given")
  func network() {
    let environment = ["https_proxy": "http://p:1", "NO_PROXY": "a, b", "SSL_CERT_FILE": "/c.pem"]
    let policy = Self.read("network: {proxy: 'http://q:2'}").value.policy
    let settings = policy.network.settings(environment: environment)
    #expect(settings.proxy == "http://q:2")
    #expect(settings.certificates == "/c.pem")
    #expect(settings.withoutProxy.prefix(2) == ["a", "b"])
    #expect(NetworkPolicy().settings(environment: environment).proxy == "http://p:1")
    #expect(NetworkPolicy().settings().proxy == nil)
    // The proxy for TLS is not the one to a server in the next room.
    #expect(NetworkPolicy().settings(environment: environment).plainProxy == nil)
    #expect(settings.plainProxy == "http://q:2")
    let both = NetworkPolicy().settings(environment: ["http_proxy": "http://h:1", "ALL_PROXY": "s"])
    #expect((both.proxy, both.plainProxy) == ("s", "http://h:1"))
  }

  @Test("a step without any usable model says what would help")
  func noUsableModel() {
    let assembly = ModelAssembly(
      .builtIn, directory: ProviderDirectory(.builtIn, environment: [:]), client: HTTPClient())
    let error = #expect(throws: ModelError.self) { try assembly.model() }
    #expect(error?.code == "model.no-key")
    #expect(error?.message.contains("ANTHROPIC_API_KEY") == true)
    #expect(error?.message.contains("rehearsal") == true)
  }
}
