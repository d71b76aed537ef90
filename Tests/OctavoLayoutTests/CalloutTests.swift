import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import Testing

/// Call-outs within call-outs.
@Suite("Call-outs")
struct CalloutTests {
  private static let kinds = """
    ::: warning
    ::: caution
    ::: tip
    Three deep.
    :::

    After the tip.
    :::

    After the caution.
    :::
    """
  private static let alike = """
    ::: tip
    Outer begins.

    ::: tip
    Inner text.
    :::

    Outer goes on.
    :::
    """

  /// No edge of a rule or of a tint runs through words: from a little below their baseline up to the
  /// height of small letters.
  @Test(
    "nothing drawn around a call-out crosses the words of another",
    arguments: ["standard", "academic", "modern"], [kinds, alike])
  func nested(template: String, markdown: String) throws {
    let book = try SmallBook.set(
      "# One\n\nBefore.\n\n\(markdown)\n\nAfter.\n",
      header: "trim: 5x8in\ntemplate: \(template)\nfront: []\n")
    let page = try #require(book.pages.divisions.last?.pages.first)
    let edges = page.items.flatMap { item -> [Length] in
      guard case .rule(let rule, _) = item, rule.size.width > Length(points: 20) else { return [] }
      return [rule.origin.y, rule.origin.y + rule.size.height]
    }
    let lines = book.pages.lines.filter { $0.role == .calloutTitle || $0.role.isCallout }
    #expect(lines.count == (markdown == Self.kinds ? 6 : 5))
    if template != "academic" { #expect(edges.count > 2) }
    for line in lines {
      let words = line.y - line.size.scaled(2, 5)...line.y + line.size.scaled(1, 5)
      for edge in edges { #expect(!words.contains(edge), "\(line.text) at \(line.y): \(edge)") }
    }
  }

  @Test("a call-out within one of its kind has its title at its own left edge")
  func title() throws {
    let book = try SmallBook.set(
      "# One\n\n\(Self.alike)\n", header: "trim: 5x8in\ntemplate: modern\nfront: []\n")
    let titles = book.pages.lines(.calloutTitle)
    let text = try #require(book.pages.lines.first { $0.text.hasPrefix("Inner") })
    #expect(titles.count == 2)
    #expect(titles.last?.x == text.x)
  }
}
