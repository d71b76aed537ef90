import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoLayout
import OctavoStyle
import Testing

/// Call-outs within call-outs.
@Suite("Call-outs")
struct CalloutTests {
  @Test(
    "no rule of an inner call-out crosses the titles around it",
    arguments: ["standard", "academic", "modern"])
  func nested(template: String) throws {
    let book = try SmallBook.set(
      """
      # One

      Before.

      ::: warning
      ::: caution
      ::: tip
      Three deep.
      :::
      :::
      :::

      After.
      """, header: "trim: 5x8in\ntemplate: \(template)\nfront: []\n")
    let page = try #require(book.pages.divisions.last?.pages.first)
    let titles = book.pages.lines(.calloutTitle)
    #expect(titles.map { $0.text.lowercased() } == ["warning", "caution", "tip"])
    for case .rule(let rule, _) in page.items where rule.size.width > rule.size.height * 20 {
      for title in titles {
        // From a little below the baseline up to the capitals' height.
        let band = title.y - Length(points: 7)...title.y + Length(points: 2)
        #expect(!band.contains(rule.origin.y), "\(title.text) at \(title.y): \(rule)")
      }
    }
  }
}
