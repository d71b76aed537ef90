/// The scripts that are told apart.
enum Script: String, Sendable, CaseIterable {
  case latin, greek, cyrillic, armenian, georgian, hebrew, arabic, ethiopic
  case devanagari, bengali, gurmukhi, gujarati, oriya, tamil, telugu, kannada, malayalam, sinhala
  case thai, lao, tibetan, burmese, khmer, mongolian, hangul, kana, han

  /// Those a language is written in; empty where it is not known, or where there are several.
  static func scripts(of language: String) -> [Script] {
    if latinLanguages.contains(language) { return [.latin] }
    return others[language] ?? []
  }

  /// Two-letter codes of languages that are written in Latin letters everywhere.
  private static let latinLanguages = Set(
    """
    af ay br ca ceb co cs cy da de en eo es et eu fi fil fj fo fr fy ga gd gl gn gv haw hr ht hu ia
    id ie ig io is it jv ki kl kw la lb lg li ln lt lu lv mg mh mi mt na nb nd nl nn no nr nv ny oc
    om pl pt qu rm rn ro rw sc se sg sk sl sm sn so sq ss st su sv sw tl tn to tr ts tw ty ve vi vo
    wa wo xh yo zu
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  private static let others: [String: [Script]] = [
    "el": [.greek], "hy": [.armenian], "ka": [.georgian], "he": [.hebrew], "yi": [.hebrew],
    "ru": [.cyrillic], "uk": [.cyrillic], "bg": [.cyrillic], "be": [.cyrillic],
    "mk": [.cyrillic], "ky": [.cyrillic], "ba": [.cyrillic], "cv": [.cyrillic],
    "os": [.cyrillic], "kv": [.cyrillic], "ce": [.cyrillic], "tg": [.cyrillic],
    "mn": [.cyrillic, .mongolian],
    "ar": [.arabic], "fa": [.arabic], "ur": [.arabic], "ps": [.arabic], "ckb": [.arabic],
    "am": [.ethiopic], "ti": [.ethiopic],
    "hi": [.devanagari], "mr": [.devanagari], "ne": [.devanagari], "bn": [.bengali],
    "as": [.bengali], "gu": [.gujarati], "or": [.oriya], "ta": [.tamil], "te": [.telugu],
    "kn": [.kannada], "ml": [.malayalam], "si": [.sinhala],
    "th": [.thai], "lo": [.lao], "bo": [.tibetan], "dz": [.tibetan], "my": [.burmese],
    "km": [.khmer], "ko": [.hangul, .han], "ja": [.kana, .han], "zh": [.han], "yue": [.han],
  ]

  /// Letters by script.
  struct Shares {
    var counts: [Script: Int] = [:]
    var letters = 0

    /// The script with most letters; of equals, the first in the enumeration.
    var commonest: Script {
      let most = counts.values.max() ?? 0
      return Script.allCases.first { counts[$0] == most } ?? .latin
    }
  }

  static func shares(of text: String) -> Shares {
    var shares = Shares()
    for scalar in text.unicodeScalars {
      guard let script = Script(scalar) else { continue }
      shares.counts[script, default: 0] += 1
      shares.letters += 1
    }
    return shares
  }

  private init?(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x250 {
      let isLetter = 0x41...0x5A ~= value || 0x61...0x7A ~= value || value >= 0xC0
      guard isLetter else { return nil }
      self = .latin
      return
    }
    guard let found = Self.ranges.first(where: { $0.range.contains(value) }) else { return nil }
    self = found.script
  }

  /// Of the blocks' letters; the commonest scripts first.
  private static let ranges: [(range: ClosedRange<UInt32>, script: Script)] = [
    (0x400...0x52F, .cyrillic), (0x4E00...0x9FFF, .han), (0x3041...0x30FF, .kana),
    (0xAC00...0xD7A3, .hangul), (0x620...0x6FF, .arabic), (0x900...0x97F, .devanagari),
    (0x370...0x3FF, .greek), (0x5D0...0x5EA, .hebrew), (0xE00...0xE7F, .thai),
    (0x980...0x9FF, .bengali), (0xA00...0xA7F, .gurmukhi), (0xA80...0xAFF, .gujarati),
    (0xB00...0xB7F, .oriya), (0xB80...0xBFF, .tamil), (0xC00...0xC7F, .telugu),
    (0xC80...0xCFF, .kannada), (0xD00...0xD7F, .malayalam), (0xD80...0xDFF, .sinhala),
    (0xE80...0xEFF, .lao), (0xF00...0xFFF, .tibetan), (0x1000...0x109F, .burmese),
    (0x10A0...0x10FF, .georgian), (0x530...0x58F, .armenian), (0x1200...0x139F, .ethiopic),
    (0x1780...0x17FF, .khmer), (0x1800...0x18AF, .mongolian), (0x1E00...0x1EFF, .latin),
    (0x1F00...0x1FFF, .greek), (0x3400...0x4DBF, .han), (0x750...0x77F, .arabic),
    (0x1100...0x11FF, .hangul),
  ]
}
