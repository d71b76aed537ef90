import OctavoTransport
import Testing

/// What servers say in their heads.
@Suite("Headers")
struct HeaderTests {
  private static let now: Double = 1_700_000_000

  private static func asked(_ fields: [(String, String)]) -> Double? {
    RetryAfter.seconds(
      HTTPHead(status: 429, headers: fields.map { HTTPHead.Field(name: $0.0, value: $0.1) }),
      now: now)
  }

  @Test("a wait is read as seconds, as milliseconds, or as a date")
  func retryAfter() {
    #expect(Self.asked([("retry-after", "7")]) == 7)
    #expect(Self.asked([("retry-after", "0.5")]) == 0.5)
    #expect(Self.asked([("retry-after", "9"), ("retry-after-ms", "250")]) == 0.25)
    #expect(Self.asked([("retry-after", "Tue, 14 Nov 2023 22:13:50 GMT")]) == 30)
    #expect(Self.asked([("retry-after", "Tue, 14 Nov 2023 22:00:00 GMT")]) == 0)
    #expect(Self.asked([("retry-after", "-3")]) == nil)
    #expect(Self.asked([("retry-after", "nan")]) == nil)
    #expect(Self.asked([("retry-after", "soon")]) == nil)
    #expect(Self.asked([]) == nil)
  }

  @Test(
    "all three forms of date are read",
    arguments: [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
  func dates(text: String) {
    #expect(HTTPDate.seconds(text, now: Self.now) == 784_111_777)
  }

  @Test(
    "dates that are none are refused",
    arguments: [
      "", "Sun, 06 Nov 1994", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 19 08:49 GMT", "a b c d e f",
    ])
  func noDates(text: String) {
    #expect(HTTPDate.seconds(text, now: Self.now) == nil)
  }

  @Test("29 February is the day before 1 March")
  func leapDay() throws {
    let leap = try #require(HTTPDate.seconds("Thu, 29 Feb 2024 00:00:00 GMT", now: Self.now))
    let march = try #require(HTTPDate.seconds("Fri, 01 Mar 2024 00:00:00 GMT", now: Self.now))
    #expect(leap == 1_709_164_800)
    #expect(march - leap == 86400)
  }
}
