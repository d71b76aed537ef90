import OctavoBase
import OctavoGeneration
import OctavoStore
import OctavoTestSupport
import Testing

@testable import OctavoService

/// Settings and policy: every mistake at once, each with its place.
@Suite("Service settings")
struct SettingsTests {
  @Test("what is built in is what the documentation says")
  func builtIn() {
    let policy = ServicePolicy()
    #expect((policy.limits.ideationsPerHour, policy.limits.jobsAtOnce) == (10, 5))
    #expect(policy.retention.temporaryDays == 30)
    #expect(policy.jobs.tries == 3)
    #expect(ServiceSettings().address == "127.0.0.1:8080")
  }

  @Test("a policy's sections are read, and the pipeline's are passed over")
  func policy() {
    let reading = ServicePolicy.read(
      """
      defaults: {temperature: 0.5}
      limits: {ideations-per-hour: 3, jobs-at-once: 7}
      credits: {chapter: 2, chapter-each-thousand-words: 3}
      plans:
        free: {credits: 5}
        firm: {credits: null, projects: null, project-budget: 2.5}
      default-plan: firm
      webhooks: {hosts: [hooks.example.org, "*.example.net"], tries: 4}
      features: {export: off}
      """, name: "policy.yaml")
    #expect(reading.diagnostics == [])
    let policy = reading.value.settings
    #expect((policy.limits.ideationsPerHour, policy.limits.jobsAtOnce) == (3, 7))
    #expect(policy.plan("free").credits == 5)
    #expect(policy.plan("unknown") == policy.plan("firm"))
    #expect(policy.plan("firm").budget?.count == 2_500_000)
    #expect(policy.webhooks.hosts.count == 2)
    #expect(policy.features["export"] == false)
  }

  @Test("every mistake of a policy is named with its line and the nearest name")
  func mistakes() {
    let reading = ServicePolicy.read(
      """
      limits: {ideation-per-hour: 3, jobs-at-once: none}
      featurs: {}
      features: {exports: on, chapter: maybe}
      retention: [1]
      """, name: "policy.yaml")
    let codes = reading.diagnostics.map(\.code)
    #expect(
      codes == [
        "policy.unknown-key", "policy.wrong-value", "policy.unknown-key",
        "policy.unknown-feature", "policy.wrong-value", "policy.wrong-value",
      ], "\(codes)")
    #expect(reading.diagnostics[0].hints == ["did you mean 'ideations-per-hour'?"])
    #expect(reading.diagnostics.allSatisfy { $0.span != nil })
  }

  @Test("variables count over the file, and mistakes of both are named together")
  func settings() {
    let good = ServiceSettings.read(
      "store: a\nworkers: 2\ns3: {region: eu-west-1}", name: "octavo.yaml",
      environment: [
        "OCTAVO_STORE": "b", "OCTAVO_PUBLIC_URL": "https://books.example/", "HOME": "x",
        "OCTAVO_S3_STYLE": "path",
      ])
    #expect(good.diagnostics == [])
    let settings = good.value.settings
    #expect((settings.store, settings.workers) == ("b", 2))
    #expect(settings.publicURL == "https://books.example")
    #expect(settings.s3["region"] == "eu-west-1")

    let bad = ServiceSettings.read(
      "adress: x\naddress: nowhere\nworkers: -1", name: "octavo.yaml",
      environment: ["OCTAVO_STOR": "b", "OCTAVO_WORKERS": "many", "OCTAVO_OBJECTS": "ftp://x"])
    let found = bad.diagnostics.map { "\($0.code) \($0.hints.first ?? "")" }
    #expect(found.count == 6, "\(found)")
    #expect(found.contains("policy.unknown-key did you mean 'address'?"))
    #expect(found.contains("settings.unknown-variable did you mean OCTAVO_STORE?"))
  }

  @Test("where webhooks may lead")
  func targets() {
    var policy = ServicePolicy.WebhookPolicy()
    policy.hosts = ["hooks.example.org", "*.example.net"]
    func isRefused(_ url: String) -> Bool { WebhookTarget.refusal(of: url, by: policy) != nil }
    for url in [
      "https://hooks.example.org", "https://HOOKS.example.org:8443/a?b", "https://a.example.net/",
    ] {
      #expect(!isRefused(url), "\(url)")
    }
    for url in [
      "http://hooks.example.org", "https://example.net", "https://evil.org",
      "https://hooks.example.org@evil.org", "https://evil.org/hooks.example.org",
      "https://hooks.example.org.evil.org", "https://evilexample.net", "ftp://hooks.example.org",
      "https://", "https:/hooks.example.org", "https://hooks.example.org\\@evil.org",
      "https://hooks.example.org /", "file:///etc/passwd", "",
    ] {
      #expect(isRefused(url), "\(url)")
    }
  }

  @Test("moments are written as RFC 3339")
  func timestamps() {
    #expect(Timestamp(.init(milliseconds: 0)).text == "1970-01-01T00:00:00.000Z")
    #expect(Timestamp(.init(milliseconds: 951_782_400_123)).text == "2000-02-29T00:00:00.123Z")
    #expect(Timestamp(.init(milliseconds: -1)).text == "1969-12-31T23:59:59.999Z")
    #expect(Timestamp(.init(milliseconds: 4_107_542_399_000)).text == "2100-02-28T23:59:59.000Z")
  }
}
