/// The sentences of the rehearsal: a grammar whose rules expand `{name}` by chance.
///
/// Almost every second word is drawn from a list of some dozens to hundreds, so that long runs of
/// words hardly ever come twice.
enum RehearsalGrammar {
  static let rules: [String: [String]] = [
    // Whole statements, without their first capital and their end.
    "statement": [
      "{who} {did} {what}", "{who} {did} {what} {where}", "{who} {went} {where}",
      "{when}, {who} {did} {what}", "{when} {who} {went} {where}, {also} {who} {did} {what}",
      "{who} {did} {what}, {also} {what} {went} {how}",
      "{joins} {who} {did} {what}, {who} {went} {how}",
      "{who} {went} {how} {joins} {who} {did} {what}", "{where} {went} {what}",
      "{what} {did} {what} {how}, {also} {who} {did} {it}", "{who}, {who2}, {did} {what} {when}",
      "nothing {about} {idea} {did} {what} {how}",
      "{idea} {did} {who}, {also} {who} {did} {it} {how}",
      "{much} {things} {went} {where}, {joins} {who} {did} {what}",
      "{how}, {what} {did} {who} {where}",
      "it was {a} {quality} {thing}, {quality} {also} {quality}, {also} {who} {did} {it}",
      "{who} {did} {much} {things}: {what}, {what} and {what}",
      "no {person} {did} {what} {how} {joins} {idea} {went} {where}",
      "{where}, {what} {went}; {where}, {who} {did} {it} {when}",
      "{idea} and {idea} {did} {what} {when}", "to {who} {idea} was {a} {quality} {thing}",
      "what {who} {did} {when} was {idea}, not {idea}",
      "{what} {about} {idea} {went} {how}, {joins} {much} {people} {did} {it}",
      "{who} {did} {what} as {a} {person} {did} {a} {thing}, {how} and {how}",
      "{some} {quality} {person} {did} {idea}; {some} {quality} one {did} {what}",
    ],
    "question": [
      "who {did} {what} {when}", "what {did} {who} {where}",
      "was {idea} not {a} {quality} {thing} {where}", "which {person} {did} {what} {how}",
      "how {quality} was {what} {joins} {who} {went} {where}",
    ],
    // What people say.
    "speech": [
      "{who} {did} {what} {when}", "I {did} {what}, {also} {who} {went} {how}",
      "you {did} {what} {where}", "we {went} {where} {when}", "{idea} is {a} {quality} {thing}",
      "nobody {did} {what} {how}", "{what} was never {quality}, only {quality}",
      "there were {much} {things} {where}, {also} {who} {did} {it}",
      "give {who} {much} {things}, {also} leave {idea} to {who}",
      "my {person} {did} {what} {joins} {idea} {went} {how}",
    ],
    "item": [
      "{a} {quality} {thing} {where}", "{much} {things} {about} {idea}",
      "{idea}, as {some} {person} {did} {it}", "what {who} {did} {when}",
      "{what} that {who} {did} {how}", "the {quality} {thing} {near} {what}",
    ],
    "maxim": [
      "{idea} {did} more {things} than {idea}", "{a} {quality} {thing} is half of {idea}",
      "who {did} {what} {how} never {did} {idea}",
      "between {idea} and {idea} stands {a} {quality} {thing}",
    ],
    // Parts.
    "who": [
      "{some} {person}", "{some} {quality} {person}", "{cast}", "{cast}", "the {person}'s {person}",
      "{much} {people}", "the {person} {near} {what}", "{some} {person} from {place}",
    ],
    "who2": ["{a} {quality} {person}", "once {a} {person}", "the {person} {about} {idea}"],
    "what": [
      "{some} {thing}", "{some} {quality} {thing}", "the {quality} and {quality} {thing}",
      "the {person}'s {thing}", "{some} {thing} {about} {idea}", "{much} {quality} {things}",
      "{a} {thing} {where}", "{idea}", "the {thing} {near} {some} {thing}",
      "{cast}'s {quality} {thing}",
    ],
    "it": ["it", "them", "neither", "all of it", "the rest", "as much"],
    "where": [
      "{near} {some} {thing}", "{near} the {quality} {thing}", "{near} {cast}'s {thing}",
      "{near} {some} {thing} of {idea}", "{near} {much} {things}",
      "{near} the {thing} and the {thing}",
    ],
    "place": ["the {thing}", "the {quality} {thing}", "{family}'s {thing}", "beyond the {thing}"],
    "people": ["{person}s"],
    "things": ["{thing}s"],
    // Titles, before their capitals are set.
    "title": [
      "the {quality} {thing}", "{a} {thing} {about} {idea}", "the {thing} {near} the {thing}",
      "what the {person} {did}", "{idea} and {idea}", "the {person}'s {thing}",
      "{much} {quality} {things}", "{near} the {quality} {thing}", "on {idea}", "{quality} {idea}",
      "the {idea} of {things}", "how the {thing} {went}", "{a} {person} {about} {idea}",
      "the {quality} {person}", "{things} and {idea}",
    ],
    "phrase": [
      "{a} {quality} {thing}", "{quality} {idea}", "the {thing} {about} {idea}",
      "{things} and {things}",
    ],
    "term": ["{quality} {idea}", "{thing}", "{idea}", "{quality} {thing}"],
    "audience": ["readers who value {idea} and {idea}", "{quality} {people} and {people}"],
    "name": ["{given} {family}"],
  ]
}
