/// One face of a `FontLibrary`: a file that was found sound, and what its tables say of it.
///
/// Distances are in 65,536ths of the em, upwards.
public struct FontFace: Sendable, Hashable {
  public let id: FontID
  /// Path of the font file, ready to open.
  public let path: String
  /// Index of the face in its file; 0 for all but collections.
  public let faceIndex: Int
  public let family: String
  /// 100 to 900; 400 is regular, 700 bold.
  public let weight: Int
  public let isItalic: Bool
  /// Units of the face's design grid per em.
  public let unitsPerEm: Int
  public let metrics: FontMetrics
}

/// The vertical measures of a face, in 65,536ths of the em, upwards from the baseline.
public struct FontMetrics: Sendable, Hashable {
  public let ascender: Int32
  /// Negative: below the baseline.
  public let descender: Int32
  public let lineGap: Int32
  public let xHeight: Int32
  public let capHeight: Int32
  /// Middle of the underline; negative.
  public let underlinePosition: Int32
  public let underlineThickness: Int32
  /// Middle of the line through struck text.
  public let strikeoutPosition: Int32
  /// Advance of U+0020.
  public let spaceWidth: Int32
}
