package import OctavoLayout

extension BookImage {
  /// Whether its pixels take so much memory that it is looked at and drawn alone, whatever the number
  /// of threads.
  package var isGiant: Bool { format != .svg && pixelWidth * pixelHeight > 16_000_000 }
}
