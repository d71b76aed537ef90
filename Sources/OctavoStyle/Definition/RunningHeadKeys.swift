/// `running-heads`: what stands above and below the text block.
enum RunningHeadKeys {
  private static let table = KeyTable("running-heads")

  /// The names a pattern may hold in braces.
  static let places = [
    "book-title", "author", "chapter-title", "part-title", "section-title", "folio",
    "chapter-number", "section-number", "chapter-mark", "section-mark",
  ]

  static let headDistance = table.length(
    "head-distance", 0...288, SpecifiedLength(1, .gridLine),
    "From the head's baseline down to the top of the text block.")
  static let footDistance = table.length(
    "foot-distance", 0...288, SpecifiedLength(2, .gridLine),
    "From the last baseline of the text block down to the foot's.")
  static let reach = table.length(
    "reach", 0...720, .zero, "How far heads and feet reach into the outer margin.")
  private static let rule = KeyTable("running-heads", "rule")
  static let ruleThickness = rule.length(
    "thickness", 0...12, .zero, "Thickness of the rule below the head; 0pt for none.")
  static let ruleDistance = rule.length(
    "distance", 0...144, SpecifiedLength(0.3, .gridLine), "From the head's baseline to the rule.")
  static let body = MatterHeadKeys("body")
  static let front = MatterHeadKeys("front")
  static let back = MatterHeadKeys("back")

  static let all =
    [
      headDistance.definition, footDistance.definition, reach.definition,
      ruleThickness.definition, ruleDistance.definition,
    ] + front.all + body.all + back.all
}

/// The heads and feet of one matter. What front and back leave unsaid is as in the body.
struct MatterHeadKeys: Sendable {
  let versoHead: HeadLineKeys
  let rectoHead: HeadLineKeys
  let versoFoot: HeadLineKeys
  let rectoFoot: HeadLineKeys
  let openingFoot: HeadLineKeys

  fileprivate init(_ matter: String) {
    func line(_ name: String, _ line: RunningHeads.Line) -> HeadLineKeys {
      HeadLineKeys(matter: matter, name: name, line)
    }
    versoHead = line("verso-head", .init(center: "{book-title}", outer: "{folio}"))
    rectoHead = line("recto-head", .init(center: "{chapter-title}", outer: "{folio}"))
    versoFoot = line("verso-foot", .init())
    rectoFoot = line("recto-foot", .init())
    openingFoot = line("opening-foot", .init(center: "{folio}"))
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

  fileprivate init(matter: String, name: String, _ line: RunningHeads.Line) {
    let table = KeyTable("running-heads", matter, name)
    func place(_ place: String, _ text: String, _ edge: String) -> TemplateKey<String> {
      let body = TemplatePath(["running-heads", "body", name, place])
      return table.pattern(place, RunningHeadKeys.places, text, "What stands \(edge).")
        .falling(to: matter == "body" ? nil : body)
    }
    inner = place("inner", line.inner, "at the binding edge")
    center = place("center", line.center, "in the middle")
    outer = place("outer", line.outer, "at the fore edge")
  }

  var all: [KeyDefinition] { [inner.definition, center.definition, outer.definition] }
}
