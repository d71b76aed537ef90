import CCairo
import OctavoBase
import OctavoLayout

/// Owns the pictures of one output as Cairo surfaces, read when first drawn.
struct CairoImages: ~Copyable {
  private let images: [BookImage]

  init(_ images: [BookImage]) { self.images = images }

  mutating func draw(_ image: ImageFragment, on context: OpaquePointer) throws(OctavoError) {}

  mutating func pageEnded() {}
}
