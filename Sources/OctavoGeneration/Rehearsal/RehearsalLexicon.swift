/// The words of the rehearsal's grammar, by kind. English.
enum RehearsalLexicon {
  static let words: [String: [String]] = [
    "thing": split(
      """
      lantern harbour ledger orchard staircase compass letter window bridge garden kettle clock map
      notebook railway chimney telescope violin river meadow cellar doorway mirror candle anchor
      basket bell bicycle blanket boat bookshelf bottle bowl bucket button cabinet canal carpet
      cathedral chair chalkboard chapel chart cliff coat coin courtyard cradle curtain desk diary
      drawer envelope fence ferry field fireplace flag flute fountain gate glove hammer hedge
      hillside horizon hourglass house inkwell island jacket jetty kitchen ladder lamp library
      lighthouse lock market mill mountain needle newspaper oar oven paddock parcel path pavement
      pebble pendulum photograph piano pier pocket portrait postcard quarry quilt radio rope
      schoolroom scarf shelf shoreline shutter signpost spade spire stable station stove studio
      suitcase sundial table tapestry teacup theatre threshold ticket tower trunk tunnel typewriter
      umbrella valley veranda wagon wall wardrobe warehouse waterwheel well wheelbarrow whistle
      windmill workshop wreath yard almanac archive attic awning barn beacon bookcase boulder
      brochure calendar cottage crossing depot estuary granary handbook inlet junction keyhole
      """),
    "idea": split(
      """
      patience memory silence doubt courage habit kindness distance hunger justice luck mercy order
      pride reason regret sorrow truth wonder balance belief caution change comfort curiosity
      custom delay desire discipline duty fear freedom friendship gratitude grief guilt honesty hope
      humour ignorance instinct judgement knowledge labour language loss loyalty method modesty
      necessity obedience opinion peace persistence poverty practice prudence purpose restraint
      rhythm risk scale secrecy shame simplicity skill solitude speed strength surprise suspicion
      tact talent thrift time trust uncertainty value vanity warmth weather wisdom work absence
      affection attention chance clarity
      """),
    "person": split(
      """
      archivist baker bookbinder captain carpenter cartographer clerk clockmaker cook doctor
      engineer farmer fisherman gardener governor grandmother guide harbourmaster historian innkeeper
      inspector journalist judge lawyer librarian mayor merchant messenger milliner miller musician
      neighbour nurse observer painter physician pilot poet postman printer professor ranger sailor
      scholar schoolteacher seamstress sexton shepherd shopkeeper stranger student surveyor tailor
      translator traveller visitor watchmaker weaver widow winemaker apprentice
      """),
    "quality": split(
      """
      narrow patient unlit careful brittle quiet crooked distant heavy hollow early faint faded
      generous gentle grave honest humble idle late lonely modest muddy odd old ordinary pale plain
      polished proud rare restless rough rusted salty secret shallow sharp shy silent simple slender
      slow small smooth sober soft solemn solid spare splendid stern stiff strange stubborn sturdy
      sudden sunlit tall tender thin tidy tired uneven unfinished unhurried unlikely unspoken vacant
      vast vivid wary weathered wide wild windless worn wooden amber ancient anxious awkward bare
      blunt bold bright broad broken busy calm candid clean clear clever coarse cold common cool
      curious damp dark deep deliberate dense dim dry dusty eager earnest empty exact familiar
      famous feeble fertile fine firm flat fragile frosty frugal grey harsh hidden
      """),
    "did": split(
      """
      carried measured ignored repaired remembered questioned crossed described opened guarded
      lifted painted followed counted abandoned admired answered arranged avoided borrowed built
      buried chose cleaned closed collected compared concealed considered copied covered defended
      delivered discovered divided drew dropped emptied examined explained feared felt filled
      finished folded forgave gathered handed hid imagined improved inherited inspected invented
      judged kept knew learned left lit lost loved mended missed moved named needed noticed offered
      ordered outlived owned passed planned polished praised preferred promised protected proved
      pulled pushed raised reached read recognised recorded refused regretted rescued respected
      returned revealed saved searched sent shared showed sketched sold sorted studied surrounded
      taught tested traced translated treasured trusted understood valued visited watched weighed
      wrapped
      """),
    "went": split(
      """
      waited lingered wandered hesitated stood returned vanished rested worked slept hurried
      listened laughed drifted paused gathered arrived departed argued climbed stumbled settled
      shivered smiled travelled trembled turned walked whispered wept worried breathed danced
      disappeared dozed emerged faltered hummed knelt leaned marched murmured nodded persisted
      prayed recovered retreated rose sang sat shouted sighed stayed stirred strolled struggled
      """),
    "how": split(
      """
      slowly carefully seldom gladly twice quietly at_last again without_haste by_chance abruptly
      almost_tenderly badly barely boldly briefly by_degrees calmly cheerfully clumsily coldly
      eagerly faithfully finally firmly gently gravely happily honestly in_silence in_vain kindly
      lately lightly loudly nearly_always nervously often on_purpose once_more openly patiently
      plainly politely promptly properly quickly rarely readily sadly sharply shyly silently simply
      softly steadily suddenly thoroughly tidily too_late too_soon warmly wearily willingly wisely
      """),
    "when": split(
      """
      before_dawn after_supper in_autumn at_noon by_evening all_winter that_morning on_Sundays
      years_later the_next_day since_childhood at_midnight in_those_days for_an_hour until_dusk
      during_the_war each_spring at_low_tide on_market_days that_summer in_the_end for_weeks
      after_the_funeral towards_nightfall at_first_light every_other_Thursday within_the_hour
      long_ago at_harvest in_February last_April by_lamplight most_afternoons before_the_rain
      """),
    "near": split(
      """
      beside beyond under behind near across above around past along against below through
      inside outside opposite
      """),
    "about": split("of about against for without despite before beyond between towards"),
    "some": split("the the the the every that this another one any each the"),
    "joins": split("while because although until unless whenever wherever before after since as"),
    "also": split("and but so yet and and for"),
    "much": split(
      "three four five six seven nine eleven twelve twenty forty several many few most"),
    "saying": split(
      "said asked answered replied murmured whispered admitted insisted added began remarked agreed"
    ),
    "given": split(
      """
      Ada Bruno Clara Daniel Edith Felix Greta Hugo Ines Jonas Karin Leon Mara Nils Olive Pavel
      Quentin Rosa Stefan Thea Ulrich Vera Walter Xenia Yusuf Zora Amos Beatrix Cyril Delia Emeka
      Farah Gideon Hana Isidor Joyce Kofi Linnea Matteo Nadia
      """),
    "family": split(
      """
      Abbott Brandt Calloway Dufour Eriksen Falk Grieve Halloran Ivers Jansen Keller Lindqvist
      Marlowe Novak Okafor Pereira Quill Renner Sato Thorne Underhill Varga Whitlock Yates Zeller
      Ashdown Bellamy Corbin Drummond Ellery
      """),
  ]

  /// Words between blanks and line ends; an underscore stands for a blank within one.
  private static func split(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { word in
      String(word.map { $0 == "_" ? " " : $0 })
    }
  }
}
