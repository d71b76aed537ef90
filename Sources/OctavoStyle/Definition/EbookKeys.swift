/// `epub`: what an e-book takes over from the template besides its styles.
enum EbookKeys {
  private static let epub = KeyTable("epub")

  static let fonts = epub.choice(
    "fonts", FontEmbedding.none,
    "The fonts an e-book carries, where their licences allow it: none, those of its heads, or all.")

  static let all = [fonts.definition]
}

extension FontEmbedding: TemplateChoice {}
