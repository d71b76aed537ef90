/// Rows of red, green and blue, each as its difference from the row above: PNG's filter “up”, which
/// packs better than the colours themselves (PNG 3rd edition, §9.2).
enum FilteredRows {
  /// The rows of pixels in Cairo's order: blue, green, red and a byte without meaning.
  static func make(_ pixels: UnsafeBufferPointer<UInt8>, width: Int, height: Int) -> [UInt8] {
    let size = 1 + width * 3
    return [UInt8](unsafeUninitializedCapacity: height * size) { rows, count in
      for y in 0..<height {
        rows[y * size] = 2
        for x in 0..<width {
          let pixel = (y * width + x) * 4
          let target = y * size + 1 + x * 3
          for sample in 0..<3 {
            let above = y > 0 ? pixels[pixel - width * 4 + 2 - sample] : 0
            rows[target + sample] = pixels[pixel + 2 - sample] &- above
          }
        }
      }
      count = height * size
    }
  }
}
