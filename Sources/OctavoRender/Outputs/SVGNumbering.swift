/// Renumbers the names in an SVG that Cairo numbers by a count of the whole process.
///
/// `surface31` becomes `surface0` wherever it is defined or used, so that a page has the same bytes
/// however many were drawn before it.
enum SVGNumbering {
  /// Words Cairo numbers that way.
  private static let words = ["surface", "image", "mask", "clip", "linear", "radial"]
  /// What stands before a name where it is defined or used.
  private static let openings = ["id=\"", "href=\"#", "url(#"]

  static func renumber(_ text: [UInt8]) -> [UInt8] {
    let openings = openings.map { Array($0.utf8) }
    let words = words.map { Array($0.utf8) }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var numbers: [[UInt8]: Int] = [:]
    var index = 0
    while index < text.count {
      let rest = text[index...]
      let opening = openings.first { $0[0] == text[index] && rest.starts(with: $0) }
      guard let opening else {
        result.append(text[index])
        index += 1
        continue
      }
      result += opening
      index += opening.count
      guard let word = words.first(where: { text[index...].starts(with: $0) }) else { continue }
      let digits = text[(index + word.count)...].prefix { (48...57).contains($0) }
      guard !digits.isEmpty else { continue }
      let name = word + digits
      let number = numbers[name] ?? numbers.count
      numbers[name] = number
      result += word + Array(String(number).utf8)
      index += name.count
    }
    return result
  }
}
