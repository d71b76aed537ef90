import OctavoBase
import OctavoBook
import OctavoStyle

/// The parts of a document as the files of an archive, in a settled order.
struct WordPackage {
  let plan: DocumentPlan
  let body: BodyWriter
  /// The divisions' markup in reading order; the document's end follows it.
  let text: [PackedPart]
  let sections: SectionPlan
  let hasEvenHeads: Bool

  func entries() throws(OctavoError) -> [ArchiveEntry] {
    var relations = body.story.relations
    for (kind, name) in [
      (Relations.Kind.styles, "styles.xml"), (.numbering, "numbering.xml"),
      (.settings, "settings.xml"), (.fontTable, "fontTable.xml"), (.footnotes, "footnotes.xml"),
      (.endnotes, "endnotes.xml"), (.theme, "theme/theme1.xml"),
    ] {
      _ = relations.id(kind, name)
    }
    var entries = [
      ArchiveEntry(
        "[Content_Types].xml", ContentTypesPart.bytes(heads: sections.heads, media: body.media)),
      ArchiveEntry("_rels/.rels", Array(Self.rootRelations.utf8)),
      ArchiveEntry("docProps/core.xml", PropertyParts.core(plan.book.metadata)),
      ArchiveEntry("docProps/app.xml", PropertyParts.application(plan.book.metadata)),
      ArchiveEntry("word/document.xml", packed: text + [documentEnd()]),
      ArchiveEntry(
        "word/_rels/document.xml.rels", relations.bytes(with: sections.relations)),
      ArchiveEntry(
        "word/styles.xml",
        StylesPart(looks: plan.looks, language: plan.book.metadata.language).bytes()),
      ArchiveEntry("word/numbering.xml", body.numbering.bytes(plan.sheet)),
      ArchiveEntry("word/settings.xml", SettingsPart.bytes(plan, hasEvenHeads: hasEvenHeads)),
      ArchiveEntry("word/fontTable.xml", FontTablePart.bytes(plan)),
      ArchiveEntry("word/theme/theme1.xml", ThemePart.bytes(plan)),
    ]
    entries += notes()
    for part in sections.heads.parts {
      entries.append(ArchiveEntry("word/\(part.name)", part.bytes))
    }
    for file in body.media.files {
      let bytes = try plan.pictures.read(file.path).get()
      entries.append(ArchiveEntry("word/\(file.name)", bytes, isStored: true))
    }
    return entries
  }

  private static let rootRelations = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
    <Relationship Id="rId1" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
    Target="word/document.xml"/><Relationship Id="rId2" \
    Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
    Target="docProps/core.xml"/><Relationship Id="rId3" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" \
    Target="docProps/app.xml"/></Relationships>
    """

  /// What follows the last division: what the last section looks like.
  private func documentEnd() -> PackedPart {
    var xml = WordMarkup()
    if let last = sections.sections.last { xml.raw(bytes: last) }
    xml.raw("</w:body></w:document>")
    return PackedPart(xml.bytes[...], isLast: true, Deflater())
  }

  private func notes() -> [ArchiveEntry] {
    let foot = plan.gathersNotes ? [] : body.notes.xml.bytes
    let end = plan.gathersNotes ? body.notes.xml.bytes : []
    var entries = [
      ArchiveEntry("word/footnotes.xml", NotesPart.bytes(foot, isEndnotes: false)),
      ArchiveEntry("word/endnotes.xml", NotesPart.bytes(end, isEndnotes: true)),
    ]
    if !body.notes.relations.isEmpty {
      let name = plan.gathersNotes ? "endnotes" : "footnotes"
      entries.append(
        ArchiveEntry("word/_rels/\(name).xml.rels", body.notes.relations.bytes()))
    }
    return entries
  }
}
