/// The accents and letters that TeX has commands for.
enum TeXAccents {
  /// A letter with the accent of a command, such as `é` for `'` and `e`; nil for no accent.
  static func letter(_ letter: Character, accent: Character) -> String? {
    guard let accent = accents[accent] else { return nil }
    return accent.letters[letter].map { String($0) } ?? String(letter) + String(accent.mark)
  }

  /// Whether a command of this name is an accent.
  static func isAccent(_ name: Character) -> Bool { accents[name] != nil }

  /// What a command stands for, such as `ß` for `ss`; nil for no symbol.
  static func symbol(_ name: String) -> String? { symbols[name] }

  /// All commands that stand for characters.
  static var symbolNames: some Collection<String> { symbols.keys }

  private struct Accent {
    /// Put behind a letter that has no character with the accent.
    let mark: Unicode.Scalar
    let letters: [Character: Character]

    /// - Parameter pairs: each letter with the accented one after it.
    init(_ mark: Unicode.Scalar, _ pairs: String) {
      self.mark = mark
      var letters: [Character: Character] = [:]
      var rest = Array(pairs)[...]
      while let plain = rest.popFirst(), let accented = rest.popFirst() {
        letters[plain] = accented
      }
      self.letters = letters
    }
  }

  private static let accents: [Character: Accent] = [
    "'": Accent(
      "\u{301}", "AÁaáCĆcćEÉeéGǴgǵIÍiíKḰkḱLĹlĺMḾmḿNŃnńOÓoóPṔpṕRŔrŕSŚsśUÚuúWẂwẃYÝyýZŹzź"),
    "`": Accent("\u{300}", "AÀaàEÈeèIÌiìNǸnǹOÒoòUÙuùWẀwẁYỲyỳ"),
    "^": Accent("\u{302}", "AÂaâCĈcĉEÊeêGĜgĝHĤhĥIÎiîJĴjĵOÔoôSŜsŝUÛuûWŴwŵYŶyŷZẐzẑ"),
    "\"": Accent("\u{308}", "AÄaäEËeëHḦhḧIÏiïOÖoötẗUÜuüWẄwẅXẌxẍYŸyÿ"),
    "~": Accent("\u{303}", "AÃaãEẼeẽIĨiĩNÑnñOÕoõUŨuũVṼvṽYỸyỹ"),
    "=": Accent("\u{304}", "AĀaāEĒeēGḠgḡIĪiīOŌoōUŪuūYȲyȳ"),
    ".": Accent(
      "\u{307}", "AȦaȧBḂbḃCĊcċDḊdḋEĖeėFḞfḟGĠgġHḢhḣIİMṀmṁNṄnṅOȮoȯPṖpṗRṘrṙSṠsṡTṪtṫWẆwẇXẊxẋYẎyẏZŻzż"),
    "u": Accent("\u{306}", "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭ"),
    "v": Accent("\u{30C}", "AǍaǎCČcčDĎdďEĚeěGǦgǧHȞhȟIǏiǐjǰKǨkǩLĽlľNŇnňOǑoǒRŘrřSŠsšTŤtťUǓuǔZŽzž"),
    "H": Accent("\u{30B}", "OŐoőUŰuű"),
    "c": Accent("\u{327}", "CÇcçDḐdḑEȨeȩGĢgģHḨhḩKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţ"),
    "k": Accent("\u{328}", "AĄaąEĘeęIĮiįOǪoǫUŲuų"),
    "r": Accent("\u{30A}", "AÅaåUŮuůwẘyẙ"),
    "d": Accent(
      "\u{323}", "AẠaạBḄbḅDḌdḍEẸeẹHḤhḥIỊiịKḲkḳLḶlḷMṂmṃNṆnṇOỌoọRṚrṛSṢsṣTṬtṭUỤuụVṾvṿYỴyỵZẒzẓ"),
    "b": Accent("\u{331}", "BḆbḇDḎdḏhẖKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕ"),
  ]

  private static let symbols: [String: String] = [
    "ss": "ß", "SS": "SS", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\\": " ",
    ",": "\u{202F}", ";": " ", ":": " ", "!": "", "-": "\u{AD}", "/": "", "@": "",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "guillemotleft": "«",
    "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "quotedblbase": "„",
    "quotesinglbase": "‚", "ldots": "…", "dots": "…", "textellipsis": "…", "textasciitilde": "~",
    "textasciicircum": "^", "textbackslash": "\\", "textunderscore": "_", "textbar": "|",
    "textless": "<", "textgreater": ">", "textdollar": "$", "textdegree": "°", "degree": "°",
    "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€", "S": "§", "textsection": "§",
    "P": "¶", "copyright": "©", "textcopyright": "©", "textregistered": "®",
    "texttrademark": "™", "textordfeminine": "ª", "textordmasculine": "º", "textbullet": "•",
    "textperiodcentered": "·", "textexclamdown": "¡", "textquestiondown": "¿", "times": "×",
    "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "slash": "/", "space": " ",
    "relax": "", "protect": "", "par": " ", "newline": " ", "noindent": "", "bibstring": "",
    "xspace": "",
  ]
}
