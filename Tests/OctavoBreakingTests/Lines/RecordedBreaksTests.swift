import OctavoBreaking
import Testing

@Suite("Lines break where LuaTeX breaks them")
struct RecordedBreaksTests {
  @Test(
    "every recorded paragraph has LuaTeX's breaks and demerits",
    arguments: [
      ("random.txt", 1_700), ("natural.txt", 800),
    ])
  func allEqual(name: String, count: Int) throws {
    let paragraphs = try RecordedParagraph.load(name)
    #expect(paragraphs.count == count)
    var breaker = LineBreaker()
    var unequal: [String] = []
    for paragraph in paragraphs {
      let list = paragraph.list
      let broken = breaker.breakLines(
        list, shape: paragraph.shape, parameters: paragraph.parameters)
      let breaks = broken.breaks.map { Int(list.candidates[Int($0)].tag) }
      if breaks != paragraph.breaks || broken.demerits != paragraph.demerits {
        unequal.append(
          "\(paragraph.number): \(breaks) \(broken.demerits), "
            + "LuaTeX \(paragraph.breaks) \(paragraph.demerits)")
      }
    }
    #expect(
      unequal.isEmpty, "\(unequal.count) differ:\n\(unequal.prefix(10).joined(separator: "\n"))")
  }
}
