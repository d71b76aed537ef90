import OctavoBase
import OctavoLayout

/// Puts the pictures of a book into the file, each once.
struct PictureForms {
  /// Each picture's form by its index; 0 for one that no page shows.
  let numbers: [Int]

  /// What pictures are drawn with.
  struct Drawing {
    let fonts: FontFiles
    let threads: Int
  }

  /// How many pictures are drawn before they are written: what is held in memory.
  private static let batch = 8

  /// Draws the pictures that are used at all and writes them.
  init(
    _ images: [BookImage], uses: [Int], drawing: Drawing, to output: inout PDFOutput
  ) throws(OctavoError) {
    var numbers = [Int](repeating: 0, count: images.count)
    let lender = SVGFontsLender(drawing.fonts)
    let shown = images.indices.filter { uses[$0] > 0 }
    for start in stride(from: 0, to: shown.count, by: Self.batch) {
      let batch = Array(shown[start..<min(start + Self.batch, shown.count)])
      let drawn = ParallelMap.run(
        count: batch.count, threads: drawing.threads, makeContext: {},
        body: { place, _ in
          Result { () throws(OctavoError) in
            try DrawnPicture(batch[place], of: images, fonts: lender)
          }
        })
      for (place, result) in drawn.enumerated() {
        let copy = try FormCopy(try result.get(), numbersFrom: &output)
        try copy.write(to: &output)
        numbers[batch[place]] = copy.form
      }
    }
    self.numbers = numbers
  }
}
