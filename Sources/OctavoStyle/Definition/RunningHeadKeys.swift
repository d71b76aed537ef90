/// `running-heads`: what stands above and below the text block.
enum RunningHeadKeys {
  private static let table = KeyTable("running-heads")

  /// The names a pattern may hold in braces.
  static let places = [
    "book-title", "author", "chapter-title", "part-title", "section-title", "folio",
  ]

  static let headDistance = table.length(
    "head-distance", 0...288, SpecifiedLength(1, .gridLine),
    "From the head's baseline down to the top of the text block.")
  static let footDistance = table.length(
    "foot-distance", 0...288, SpecifiedLength(2, .gridLine),
    "From the last baseline of the text block down to the foot's.")
  static let body = MatterHeadKeys("body")
  static let front = MatterHeadKeys("front")
  static let back = MatterHeadKeys("back")

  static let all =
    [headDistance.definition, footDistance.definition] + front.all + body.all + back.all
}

/// The heads and feet of one matter. What front and back leave unsaid is as in the body.
struct MatterHeadKeys: Sendable {
  let versoHead: HeadLineKeys
  let rectoHead: HeadLineKeys
  let versoFoot: HeadLineKeys
  let rectoFoot: HeadLineKeys
  let openingFoot: HeadLineKeys

  fileprivate init(_ matter: String) {
    let path = TemplatePath(["running-heads", matter])
    versoHead = HeadLineKeys(
      path.appending("verso-head"), RunningHeads.Line(center: "{book-title}", outer: "{folio}"))
    rectoHead = HeadLineKeys(
      path.appending("recto-head"), RunningHeads.Line(center: "{chapter-title}", outer: "{folio}"))
    versoFoot = HeadLineKeys(path.appending("verso-foot"), RunningHeads.Line())
    rectoFoot = HeadLineKeys(path.appending("recto-foot"), RunningHeads.Line())
    openingFoot = HeadLineKeys(
      path.appending("opening-foot"), RunningHeads.Line(center: "{folio}"))
  }

  var all: [KeyDefinition] {
    versoHead.all + rectoHead.all + versoFoot.all + rectoFoot.all + openingFoot.all
  }
}

/// The three places of one head or foot.
struct HeadLineKeys: Sendable {
  let inner: TemplateKey<String>
  let center: TemplateKey<String>
  let outer: TemplateKey<String>

  fileprivate init(_ path: TemplatePath, _ line: RunningHeads.Line) {
    let table = KeyTable(path: path)
    let places = RunningHeadKeys.places
    inner = table.pattern(
      "inner", places, line.inner, "What stands at the binding edge.")
    center = table.pattern("center", places, line.center, "What stands in the middle.")
    outer = table.pattern("outer", places, line.outer, "What stands at the fore edge.")
  }

  var all: [KeyDefinition] { [inner.definition, center.definition, outer.definition] }
}
