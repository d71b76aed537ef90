/// The words by which person and tense are known in a language.
struct VoiceWords: Sendable {
  let first: Set<String>
  let second: Set<String>
  let third: Set<String>
  /// Forms of "to be", "to have" and the like.
  let past: Set<String>
  let present: Set<String>
  /// Endings of past forms that are long enough to be safe.
  let pastEndings: [String]
  /// Letters of a word in ordinary prose, in hundredths.
  let usualLength: Int

  func isPast(_ word: String) -> Bool {
    past.contains(word) || word.count > 4 && pastEndings.contains { word.hasSuffix($0) }
  }

  static func of(_ language: String) -> VoiceWords? {
    switch language {
    case "en": english
    case "de": german
    case "fr": french
    case "es": spanish
    case "it": italian
    default: nil
    }
  }

  private static let english = VoiceWords(
    first: ["i", "me", "my", "mine", "myself", "we", "us", "our", "i'm", "i'd", "i'll", "i've"],
    second: ["you", "your", "yours", "yourself", "you're", "you'll"],
    third: ["he", "she", "they", "him", "her", "his", "them", "their", "it", "its"],
    past: ["was", "were", "had", "did", "said", "went", "came", "saw", "took", "knew", "thought"],
    present: ["is", "are", "has", "have", "does", "says", "goes", "comes", "sees", "takes", "am"],
    pastEndings: ["ed"], usualLength: 450)

  private static let german = VoiceWords(
    first: ["ich", "mir", "mich", "mein", "meine", "meinen", "meinem", "wir", "uns", "unser"],
    second: ["du", "dir", "dich", "dein", "deine", "ihr", "euch"],
    third: ["er", "sie", "es", "ihm", "ihn", "sein", "seine", "ihre", "ihnen", "seinen"],
    past: ["war", "waren", "hatte", "hatten", "sagte", "ging", "kam", "sah", "wurde", "stand"],
    present: ["ist", "sind", "hat", "haben", "sagt", "geht", "kommt", "sieht", "wird", "steht"],
    pastEndings: ["ierte", "ierten", "lte", "rte"], usualLength: 540)

  private static let french = VoiceWords(
    first: ["je", "me", "moi", "mon", "ma", "mes", "nous", "notre", "nos", "j'ai", "j'étais"],
    second: ["tu", "te", "toi", "ton", "ta", "tes", "vous", "votre", "vos"],
    third: ["il", "elle", "ils", "elles", "lui", "leur", "son", "sa", "ses"],
    past: ["était", "étaient", "avait", "avaient", "fut", "eut", "dit", "fit", "vint", "alla"],
    present: ["est", "sont", "a", "ont", "va", "vient", "voit", "fait"],
    pastEndings: ["aient", "èrent", "ait"], usualLength: 470)

  private static let spanish = VoiceWords(
    first: ["yo", "me", "mí", "mi", "mis", "nosotros", "nos", "nuestro", "nuestra"],
    second: ["tú", "te", "ti", "tu", "tus", "usted", "ustedes", "vosotros"],
    third: ["él", "ella", "ellos", "ellas", "le", "les", "su", "sus"],
    past: ["era", "eran", "había", "habían", "fue", "fueron", "dijo", "estaba", "tenía", "hizo"],
    present: ["es", "son", "ha", "han", "dice", "está", "tiene", "hace", "va", "hay"],
    pastEndings: ["aban", "aron", "ieron", "aba"], usualLength: 470)

  private static let italian = VoiceWords(
    first: ["io", "mi", "me", "mio", "mia", "miei", "noi", "ci", "nostro", "nostra"],
    second: ["tu", "ti", "te", "tuo", "tua", "voi", "vi", "vostro"],
    third: ["lui", "lei", "egli", "ella", "loro", "suo", "sua", "suoi", "sue", "gli"],
    past: ["era", "erano", "aveva", "avevano", "fu", "furono", "disse", "stava", "fece", "andò"],
    present: ["è", "sono", "ha", "hanno", "dice", "sta", "fa", "va", "viene"],
    pastEndings: ["avano", "evano", "arono", "ava", "eva"], usualLength: 490)
}
