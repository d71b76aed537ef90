/// Phrases that models have worn out, by language: a book is better without them.
enum WornPhrases {
  /// In small letters; empty for a language of which none are known.
  static func of(_ language: String) -> [String] { lists[language] ?? [] }

  private static let lists: [String: [String]] = [
    "en": [
      "a testament to", "rich tapestry", "delve into", "in the ever-evolving",
      "navigate the complexities", "it is important to note", "in today's fast-paced world",
      "sent shivers down", "little did", "a symphony of", "the weight of the world",
      "in conclusion", "game-changer", "unlock the power",
    ],
    "de": [
      "ein zeugnis für", "reiche palette an", "tauchen wir ein", "eintauchen in die welt",
      "in der heutigen schnelllebigen", "es ist wichtig zu beachten", "in einer welt, in der",
      "ein schauer über den rücken", "zusammenfassend lässt sich sagen", "eine symphonie aus",
      "das gewicht der welt", "spielt eine entscheidende rolle", "nicht mehr wegzudenken",
    ],
    "fr": [
      "un témoignage de", "une riche tapisserie", "plongeons dans", "il est important de noter",
      "dans le monde d'aujourd'hui", "dans un monde où", "un frisson parcourut", "une symphonie de",
      "le poids du monde", "en conclusion", "joue un rôle crucial", "force est de constater",
    ],
    "es": [
      "un testimonio de", "un rico tapiz", "sumergirse en", "es importante destacar",
      "en el mundo actual", "en un mundo donde", "un escalofrío recorrió", "una sinfonía de",
      "el peso del mundo", "en conclusión", "juega un papel crucial", "cabe destacar que",
    ],
    "it": [
      "una testimonianza di", "un ricco arazzo", "immergersi in", "è importante notare",
      "nel mondo di oggi", "in un mondo in cui", "un brivido percorse", "una sinfonia di",
      "il peso del mondo", "in conclusione", "gioca un ruolo cruciale", "vale la pena notare",
    ],
    "pt": [
      "um testemunho de", "uma rica tapeçaria", "mergulhar no", "é importante notar",
      "é importante ressaltar", "no mundo de hoje", "em um mundo onde", "um arrepio percorreu",
      "uma sinfonia de", "o peso do mundo", "em conclusão", "desempenha um papel crucial",
    ],
    "nl": [
      "een bewijs van", "een rijk tapijt", "duiken in de", "het is belangrijk om op te merken",
      "in de snel veranderende wereld", "in een wereld waarin", "een rilling liep",
      "een symfonie van",
      "het gewicht van de wereld", "tot slot", "speelt een cruciale rol",
    ],
    "ru": [
      "является свидетельством", "богатый гобелен", "погрузиться в мир", "важно отметить",
      "в современном мире", "в мире, где", "мурашки пробежали", "симфония из", "тяжесть мира",
      "в заключение", "играет ключевую роль", "стоит отметить",
    ],
    "zh": ["值得注意的是", "总而言之", "综上所述", "在当今", "扮演着重要的角色", "交织成一幅", "一首交响乐"],
    "ja": ["注目に値する", "結論として", "現代社会において", "重要な役割を果たし", "織りなす", "言うまでもなく"],
  ]
}
