import CCairo
import OctavoBase

/// What only a PDF surface takes.
extension CairoSurface {
  /// The label of the page that is drawn now.
  ///
  /// Cairo splits off a decimal number at the end and takes the rest as a prefix, so that every
  /// label (`iv`, `12`, `A-3`) shows as it is.
  ///
  /// Cairo 1.16 forgets the entry of a first page labelled `1`, without which readers show none of
  /// the labels that follow; such a page gets a prefix here that `firstLabelPatch` takes away.
  func setPageLabel(_ label: String, isFirst: Bool) {
    let written = isFirst && label == "1" ? Self.firstLabelPrefix + label : label
    cairo_pdf_surface_set_page_label(pointer, written)
  }

  private static var firstLabelPrefix: String { "octavo first page " }

  static var firstLabelPatch: BytePatch {
    BytePatch("/S /D /St 1 /P (\(firstLabelPrefix)) >>", "/S /D /St 1 >>")
  }

  /// Adds a bookmark and returns its number, to add others below it.
  func addOutlineEntry(_ title: String, below parent: Int32?, leadingTo anchor: String) -> Int32 {
    cairo_pdf_surface_add_outline(
      pointer, parent ?? Int32(CAIRO_PDF_OUTLINE_ROOT), title,
      TagAttributes.link(toAnchor: anchor), cairo_pdf_outline_flags_t(0))
  }

  func setMetadata(_ key: cairo_pdf_metadata_t, _ value: String) {
    if !value.isEmpty { cairo_pdf_surface_set_metadata(pointer, key, value) }
  }
}

extension PDFInformation {
  func set(on surface: borrowing CairoSurface) {
    surface.setMetadata(CAIRO_PDF_METADATA_TITLE, title)
    surface.setMetadata(CAIRO_PDF_METADATA_AUTHOR, author)
    surface.setMetadata(CAIRO_PDF_METADATA_SUBJECT, subject)
    surface.setMetadata(CAIRO_PDF_METADATA_KEYWORDS, keywords)
    surface.setMetadata(CAIRO_PDF_METADATA_CREATOR, "Octavo")
    surface.setMetadata(CAIRO_PDF_METADATA_CREATE_DATE, timestamp)
    surface.setMetadata(CAIRO_PDF_METADATA_MOD_DATE, timestamp)
  }
}
