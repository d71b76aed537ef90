package import OctavoBase

extension FontContext {
  /// Cuts a paragraph that is not `PlainText` into items and finds its break opportunities.
  ///
  /// `bytes` are one paragraph of UTF-8 without line feeds. Pango starts up at the first call.
  package func itemize(
    _ bytes: UnsafeBufferPointer<UInt8>, language: LanguageTag, base: BaseDirection = .fromText
  ) -> TextItems {
    itemizer.itemize(bytes, language: language, base: base)
  }
}
