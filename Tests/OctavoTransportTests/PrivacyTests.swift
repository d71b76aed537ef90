import OctavoTransport
import Testing

/// No key is ever shown.
@Suite("Privacy")
struct PrivacyTests {
  private static let key = "sk-ant-REDACTED-0123456789abcdef"

  @Test("a secret shows itself nowhere")
  func secrets() throws {
    let secret = try #require(Secret("  \(Self.key)\n"))
    #expect(secret.value == Self.key)
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), "\([secret])", dumped] {
      #expect(!text.contains("REDACTED"), "\(text)")
    }
    let request = HTTPRequest(
      "POST", "http://host/", headers: [HTTPHeader("x-api-key", secret: secret)])
    #expect(!"\(request)".contains("REDACTED"))
    #expect(!String(reflecting: request).contains("REDACTED"))
    #expect(Secret(" \n") == nil)
  }

  @Test(
    "keys are taken out of any text, known or not",
    arguments: [
      "Incorrect API key provided: \(Self.key).", "authorization: Bearer abcdef123456",
      #"{"api_key": "abcdef123456", "x": 1}"#, "GET /?api-key=abcdef123456&page=2",
      "x-api-key: abcdef123456", "http://user:abcdef123456@proxy:3128/",
      "a key such as sk-proj-abcdef123456789 was refused",
    ])
  func unknownKeys(text: String) {
    let shown = Redaction().redact(text)
    #expect(shown.contains(Secret.mark))
    #expect(!shown.contains("abcdef"), "\(shown)")
  }

  @Test("a secret of any shape is found where it is known")
  func knownKeys() throws {
    let redaction = Redaction(secrets: [try #require(Secret("correct horse battery"))])
    #expect(redaction.redact("a correct horse battery!") == "a \(Secret.mark)!")
  }

  @Test("ordinary text stays as it is")
  func ordinaryText() {
    let text = "The bearer of news asked for authorization. Risk-averse: see https://host/a:b."
    #expect(Redaction().redact(text) == text)
  }
}
