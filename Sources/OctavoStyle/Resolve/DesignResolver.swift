extension StyleResolver {
  func openings() -> Openings {
    Openings(
      part: opening(.part), chapter: opening(.chapter), section: opening(.section))
  }

  private func opening(_ keys: OpeningKeys) -> Openings.Opening {
    Openings.Opening(
      side: values[keys.side], sink: values[keys.sink], textSink: values[keys.textSink],
      showsHead: values[keys.head], showsFolio: values[keys.folio], entry: values[keys.entry])
  }

  mutating func runningHeads() -> RunningHeads {
    var heads = RunningHeads(
      front: heads(RunningHeadKeys.front), body: heads(RunningHeadKeys.body),
      back: heads(RunningHeadKeys.back), headDistance: length(RunningHeadKeys.headDistance),
      footDistance: length(RunningHeadKeys.footDistance))
    heads.reach = length(RunningHeadKeys.reach)
    heads.ruleThickness = length(RunningHeadKeys.ruleThickness)
    heads.ruleDistance = length(RunningHeadKeys.ruleDistance)
    return heads
  }

  private func heads(_ keys: MatterHeadKeys) -> RunningHeads.MatterHeads {
    RunningHeads.MatterHeads(
      versoHead: line(keys.versoHead), rectoHead: line(keys.rectoHead),
      versoFoot: line(keys.versoFoot), rectoFoot: line(keys.rectoFoot),
      openingFoot: line(keys.openingFoot))
  }

  private func line(_ keys: HeadLineKeys) -> RunningHeads.Line {
    RunningHeads.Line(
      inner: values[keys.inner], center: values[keys.center], outer: values[keys.outer])
  }

  mutating func contents() -> ContentsDesign {
    var design = ContentsDesign(
      heading: values[ContentsKeys.heading], depth: values[ContentsKeys.depth],
      leader: values[ContentsKeys.leader], numberWidth: length(ContentsKeys.numberWidth),
      numeralWidth: length(ContentsKeys.numeralWidth))
    design.numerals = values[ContentsKeys.numerals]
    return design
  }

  mutating func tables() -> TableDesign {
    var design = TableDesign()
    design.ruleTop = length(TableKeys.ruleTop)
    design.ruleHead = length(TableKeys.ruleHead)
    design.ruleBottom = length(TableKeys.ruleBottom)
    design.rulePadding = length(TableKeys.rulePadding)
    design.columnGap = length(TableKeys.columnGap)
    design.ruleColor = values[TableKeys.ruleColor]
    design.align = values[TableKeys.align]
    return design
  }

  mutating func notes() -> NoteDesign {
    NoteDesign(
      place: values[NoteKeys.place], marks: values[NoteKeys.marks],
      separation: length(NoteKeys.separation),
      rule: NoteDesign.Rule(
        length: length(NoteKeys.ruleLength), thickness: length(NoteKeys.ruleThickness),
        distance: length(NoteKeys.ruleDistance)),
      side: NoteDesign.Side(
        width: length(NoteKeys.sideWidth), gap: length(NoteKeys.sideGap)))
  }

  func numbering() -> Numbering {
    var numbering = Numbering(
      chapters: values[NumberingKeys.chapters], chapterLabel: values[NumberingKeys.chapterLabel],
      parts: values[NumberingKeys.parts], partLabel: values[NumberingKeys.partLabel],
      sections: values[NumberingKeys.sections])
    numbering.sectionDepth = values[NumberingKeys.sectionDepth]
    numbering.captionsByChapter = values[NumberingKeys.captionsByChapter]
    return numbering
  }

  mutating func blocks() -> BlockDesign {
    var design = BlockDesign(
      continuationMark: values[BlockKeys.continuationMark],
      continuationIndent: length(BlockKeys.continuationIndent),
      continuesTables: values[BlockKeys.continuesTables],
      leastTableSize: length(BlockKeys.leastTableSize),
      turnsTables: values[BlockKeys.turnsTables],
      listNumerals: [
        values[BlockKeys.first], values[BlockKeys.second], values[BlockKeys.third],
      ])
    design.indexColumns = values[BlockKeys.indexColumns]
    design.indexGap = length(BlockKeys.indexGap)
    design.proofMark = values[BlockKeys.proofMark]
    return design
  }

  func ornaments() -> Ornaments {
    Ornaments(
      sceneBreak: values[OrnamentKeys.sceneBreak], chapter: values[OrnamentKeys.chapter])
  }

  func frontMatter() -> FrontMatterDesign {
    FrontMatterDesign(
      halfTitleSink: values[FrontMatterKeys.halfTitleSink],
      titleSink: values[FrontMatterKeys.titleSink], authorGap: values[FrontMatterKeys.authorGap],
      dedicationSink: values[FrontMatterKeys.dedicationSink],
      epigraphSink: values[FrontMatterKeys.epigraphSink],
      contentsSink: values[FrontMatterKeys.contentsSink])
  }

  mutating func breaking() -> LineSettings {
    LineSettings(
      wordSpace: LineSettings.WordSpace(
        minimum: values[BreakingKeys.minimumSpace], natural: values[BreakingKeys.naturalSpace],
        maximum: values[BreakingKeys.maximumSpace]),
      pretolerance: values[BreakingKeys.pretolerance], tolerance: values[BreakingKeys.tolerance],
      emergencyStretch: length(BreakingKeys.emergencyStretch),
      linePenalty: values[BreakingKeys.linePenalty],
      hyphenPenalty: values[BreakingKeys.hyphenPenalty],
      exHyphenPenalty: values[BreakingKeys.exHyphenPenalty],
      adjacentDemerits: values[BreakingKeys.adjacentDemerits],
      doubleHyphenDemerits: values[BreakingKeys.doubleHyphenDemerits],
      finalHyphenDemerits: values[BreakingKeys.finalHyphenDemerits],
      hyphenLeft: values[BreakingKeys.hyphenLeft], hyphenRight: values[BreakingKeys.hyphenRight],
      hyphenWord: values[BreakingKeys.hyphenWord],
      hyphenateCapitalised: values[BreakingKeys.hyphenateCapitalised],
      runtLetters: values[BreakingKeys.runtLetters], protrusion: values[BreakingKeys.protrusion],
      expansion: values[BreakingKeys.expansion], tracking: values[BreakingKeys.tracking],
      justifyFrom: values[BreakingKeys.justifyFrom])
  }

  func pagination() -> PageSettings {
    PageSettings(
      widow: values[PaginationKeys.widow], orphan: values[PaginationKeys.orphan],
      unevenSpread: values[PaginationKeys.unevenSpread],
      shortSpread: values[PaginationKeys.shortSpread],
      longSpread: values[PaginationKeys.longSpread],
      hyphenAtPageEnd: values[PaginationKeys.hyphenAtPageEnd],
      shortLastPage: values[PaginationKeys.shortLastPage],
      lastPageLines: values[PaginationKeys.lastPageLines],
      variant: values[PaginationKeys.variant], splitNote: values[PaginationKeys.splitNote])
  }
}
