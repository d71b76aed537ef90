import OctavoObjects
import OctavoTransport
import Testing

/// Signatures of outgoing webhooks, as a receiver checks them.
@Suite("Webhook signatures")
struct WebhookSignatureTests {
  private static let body = Array(#"{"type":"export_completed"}"#.utf8)
  private static let now = 1_800_000_000

  private static func signature(_ secrets: String...) -> WebhookSignature {
    WebhookSignature(secrets: secrets.compactMap { Secret($0) })
  }

  private static func value(_ name: String, _ headers: [HTTPHeader]) -> String {
    for header in headers where header.name == name {
      if case .plain(let text) = header.value { return text }
    }
    return ""
  }

  @Test("a delivery is signed over its time, a full stop and its body")
  func form() {
    let headers = Self.signature("a secret for hooks").headers(body: Self.body, timestamp: Self.now)
    let code = HMACSHA256.code(
      for: Array("1800000000.".utf8) + Self.body, key: "a secret for hooks".utf8)
    #expect(headers.map(\.name) == ["octavo-timestamp", "octavo-signature"])
    #expect(Self.value("octavo-timestamp", headers) == "1800000000")
    #expect(Self.value("octavo-signature", headers) == code.hex)
  }

  @Test("a receiver takes what was signed with one of its secrets, and not late")
  func acceptance() {
    let old = Self.signature("the old secret")
    let both = Self.signature("the new secret", "the old secret")
    let signed = Self.value(
      "octavo-signature", both.headers(body: Self.body, timestamp: Self.now))
    #expect(signed.split(separator: ",").count == 2)
    func accepts(
      _ who: WebhookSignature, body: [UInt8] = Self.body, time: String = "1800000000",
      now: Int = Self.now, signature: String? = nil
    ) -> Bool {
      who.accepts(body: body, timestamp: time, signature: signature ?? signed, now: now)
    }
    #expect(accepts(old) && accepts(both) && accepts(Self.signature("the new secret")))
    #expect(!accepts(Self.signature("another secret")))
    #expect(!accepts(old, body: Self.body + [0x20]))
    #expect(!accepts(old, time: "1800000001"))
    #expect(!accepts(old, time: "01800000000"))
    #expect(!accepts(old, time: "now"))
    #expect(accepts(old, now: Self.now + 300) && !accepts(old, now: Self.now + 301))
    #expect(accepts(old, now: Self.now - 300) && !accepts(old, now: Self.now - 301))
    #expect(!accepts(old, signature: "") && !accepts(old, signature: "zz,00"))
  }
}
