import OctavoBase
import OctavoLayout

/// Puts the pictures of a book into the file, each once.
struct PictureForms {
  /// Each picture's form or image by its index, which fills the unit square; 0 for one that no page
  /// shows.
  let numbers: [Int]

  /// What pictures are drawn with.
  struct Drawing {
    let fonts: FontFiles
    let threads: Int
  }

  /// How many pictures are drawn before they are written: what is held in memory.
  private static let batch = 8

  /// A picture ready to be written.
  private enum Ready: Sendable {
    case pixels(PixelStream)
    case drawn(DrawnPicture)
  }

  /// Takes over or draws the pictures that are used at all and writes them.
  init(
    _ images: [BookImage], uses: [Int], drawing: Drawing, to output: inout PDFOutput
  ) throws(OctavoError) {
    var numbers = [Int](repeating: 0, count: images.count)
    let lender = SVGFontsLender(drawing.fonts)
    let shown = images.indices.filter { uses[$0] > 0 }
    for start in stride(from: 0, to: shown.count, by: Self.batch) {
      let batch = Array(shown[start..<min(start + Self.batch, shown.count)])
      let drawn = ParallelMap.run(
        count: batch.count,
        threads: batch.contains { images[$0].isGiant } ? 1 : drawing.threads, makeContext: {},
        body: { place, _ in
          Result { () throws(OctavoError) in
            if let pixels = try PixelStream.make(of: images[batch[place]]) {
              return Ready.pixels(pixels)
            }
            return .drawn(try DrawnPicture(batch[place], of: images, fonts: lender))
          }
        })
      for (index, result) in zip(batch, drawn) {
        switch try result.get() {
        case .pixels(let pixels): numbers[index] = try pixels.write(images[index], to: &output)
        case .drawn(let picture):
          let copy = try FormCopy(picture, numbersFrom: &output)
          try copy.write(to: &output)
          numbers[index] = copy.form
        }
      }
    }
    self.numbers = numbers
  }
}
