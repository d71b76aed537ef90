/// `openings.part`, `.chapter` and `.section`: how a division begins.
struct OpeningKeys: Sendable {
  let side: TemplateKey<Openings.Opening.Side>
  let sink: TemplateKey<Int>
  let textSink: TemplateKey<Int>
  let head: TemplateKey<Bool>
  let folio: TemplateKey<Bool>
  let entry: TemplateKey<Openings.Opening.Entry>

  static let part = OpeningKeys("part", side: .recto, sink: 8, folio: false)
  static let chapter = OpeningKeys("chapter", side: .any, sink: 4, folio: true)
  static let section = OpeningKeys("section", side: .any, sink: 4, folio: true)

  private init(
    _ name: String, side: Openings.Opening.Side, sink: Int, folio: Bool
  ) {
    let table = KeyTable("openings", name)
    self.side = table.choice(
      "side", side, "Whether it may begin on any page or begins on a right-hand one.")
    self.sink = table.gridLines(
      "sink", 0...60, sink, "Grid lines left free above its first line.")
    textSink = table.gridLines(
      "text-sink", 0...60, 0,
      "Grid lines from its first line to the text's, whatever the heading takes; 0gr: as styles say."
    )
    head = table.flag("head", false, "Whether the opening page keeps its running head.")
    self.folio = table.flag("folio", folio, "Whether the opening page shows its folio.")
    entry = table.choice(
      "entry", .plain,
      "How the first paragraph begins; a drop cap and a lead-in are set in the styles of that name."
    )
  }

  var all: [KeyDefinition] {
    [
      side.definition, sink.definition, textSink.definition, head.definition, folio.definition,
      entry.definition,
    ]
  }
}
