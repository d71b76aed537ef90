import Foundation
import OctavoBase
import OctavoStyle
import Testing

/// No bytes crash the reader or the resolver, or keep them busy.
@Suite struct TemplateRobustnessTests {
  @Test func damagedTemplatesNeverCrash() throws {
    let path = StandardTemplateTests.templates + "/standard/template.yaml"
    let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var random = SeededGenerator(state: 7)
    let junk = Array("{}[]:-#\"'&*!|>%@,\n\t \u{0}-9e99gr~é".utf8) + [0xFF, 0xC3]
    for _ in 0..<60 {
      var bytes = original
      for _ in 0...Int.random(in: 0..<6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let length = min(Int.random(in: 0..<12, using: &random), bytes.count - place)
        let count = Int.random(in: 0..<6, using: &random)
        let patch = (0..<count).map { _ in junk.randomElement(using: &random) ?? 0x20 }
        bytes.replaceSubrange(place..<(place + length), with: patch)
      }
      let probe = TemplateProbe(bytes: bytes)
      #expect(probe.sheet.styles.count == StyleRole.allCases.count)
    }
  }

  enum Hostile: String, CaseIterable {
    case lists, groups, indents, dashes, digits, aliases, keys, numbers

    var yaml: String {
      switch self {
      case .lists: String(repeating: "[", count: 5000)
      case .groups: String(repeating: "{a: ", count: 5000)
      case .indents: (0..<1500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
      case .dashes: String(repeating: "- ", count: 5000)
      case .digits: "page: {grid: " + String(repeating: "9", count: 100_000) + "pt}"
      case .keys:
        "a0: &a0 [x, x]\n"
          + (1..<60).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
          + "? *a59\n: x\n"
      case .aliases: "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\ne: [*d,*d]\n"
      case .numbers: "page: {margins: {inner: -5pt, outer: 1e300pt, top: nanpt, bottom: .pt}}"
      }
    }
  }

  @Test(arguments: Hostile.allCases) func hostileTemplatesEndInFindings(hostile: Hostile) {
    #expect(TemplateProbe(hostile.yaml).diagnostics.hasErrors)
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same sequence on every run.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
