/// One face of a `FontLibrary`: a file that was found sound, and what its tables say of it.
///
/// Distances are in 65,536ths of the em, upwards.
public struct FontFace: Sendable, Hashable {
  /// What the library and glyphs call it.
  public let id: FontID
  /// Path of the font file, ready to open.
  public let path: String
  /// Index of the face in its file; 0 for all but collections.
  public let faceIndex: Int
  /// As `fonts.yaml` spells it.
  public let family: String
  /// 100 to 900; 400 is regular, 700 bold.
  public let weight: Int
  /// Whether it slants.
  public let isItalic: Bool
  /// The name of its licence, as `fonts.yaml` has it, such as `OFL-1.1`; empty for none.
  public let licence: String
  /// Units of the face's design grid per em.
  public let unitsPerEm: Int
  /// Its vertical measures.
  public let metrics: FontMetrics
}

/// The vertical measures of a face, in 65,536ths of the em, upwards from the baseline.
public struct FontMetrics: Sendable, Hashable {
  /// Top of a line set solid.
  public let ascender: Int32
  /// Foot of a line set solid; negative.
  public let descender: Int32
  /// Space the face asks for between lines.
  public let lineGap: Int32
  /// Height of x.
  public let xHeight: Int32
  /// Height of H.
  public let capHeight: Int32
  /// Middle of the underline; negative.
  public let underlinePosition: Int32
  /// Of the underline and of the line through struck text.
  public let underlineThickness: Int32
  /// Middle of the line through struck text.
  public let strikeoutPosition: Int32
  /// Advance of U+0020.
  public let spaceWidth: Int32
}
