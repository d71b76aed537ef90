import OctavoBase
import OctavoBook

/// What catalogues ask of a book, in the forms they take.
struct PublicationFacts: Sendable {
  /// A URN: the e-book's ISBN, or a UUID made from the book's metadata.
  let identifier: String
  /// The printed book's ISBN as a URN; nil for none.
  let printISBN: String?
  /// The day of `date` as W3C's profile of ISO 8601 has it; nil where it is none.
  let date: String?
  /// When the publication was last changed: the book's date, so that output depends on input alone.
  let modified: String

  init(_ metadata: BookMetadata) {
    identifier = metadata.epubISBN.flatMap(Self.isbn) ?? Self.uuid(metadata)
    printISBN = metadata.printISBN.flatMap(Self.isbn)
    let day = metadata.date.flatMap(Self.day)
    date = day == nil ? nil : metadata.date
    modified = (day ?? "2000-01-01") + "T00:00:00Z"
  }

  /// A number as `urn:isbn:` takes it (RFC 3187), ten digits or thirteen; nil for another text.
  static func isbn(_ written: String) -> String? {
    let symbols = written.filter { $0 != "-" && $0 != " " }
    let isNumber = symbols.dropLast().allSatisfy(\.isNumber)
    let last = symbols.last ?? " "
    guard symbols.allSatisfy(\.isASCII), symbols.count == 13 || symbols.count == 10, isNumber,
      last.isNumber || symbols.count == 10 && last.uppercased() == "X"
    else { return nil }
    return "urn:isbn:" + symbols.uppercased()
  }

  /// A name for the publication that stays as long as its title page does (RFC 9562, version 8).
  private static func uuid(_ metadata: BookMetadata) -> String {
    var builder = FingerprintBuilder()
    builder.combine("octavo publication")
    builder.combine(metadata.title)
    builder.combine(metadata.subtitle ?? "")
    for contributor in metadata.contributors {
      builder.combine(contributor.name)
      builder.combine(contributor.role.rawValue)
    }
    builder.combine(metadata.language.text.lowercased())
    builder.combine(metadata.publisher ?? "")
    builder.combine(metadata.edition ?? "")
    var digits = Array(builder.finish().hex)
    digits[12] = "8"
    let variant = digits[16].hexDigitValue ?? 0
    digits[16] = ["8", "9", "a", "b"][variant & 3]
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return "urn:uuid:" + groups.joined(separator: "-")
  }

  /// `2026`, `2026-05` and `2026-05-01` as a whole day; nil for what is no date.
  private static func day(_ written: String) -> String? {
    let parts = written.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.allSatisfy(\.isASCII) ? Int($0) : nil }
    guard (1...3).contains(parts.count), numbers.count == parts.count, parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count == 2 })
    else { return nil }
    let month = numbers.count > 1 ? numbers[1] : 1
    let day = numbers.count > 2 ? numbers[2] : 1
    let long = [1, 3, 5, 7, 8, 10, 12]
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    guard (1...12).contains(month) else { return nil }
    let last = month == 2 ? (isLeap ? 29 : 28) : long.contains(month) ? 31 : 30
    guard (1...last).contains(day) else { return nil }
    let second = parts.count > 1 ? String(parts[1]) : "01"
    let third = parts.count > 2 ? String(parts[2]) : "01"
    return "\(parts[0])-\(second)-\(third)"
  }

  /// The name as catalogues sort it: the last word first, the article of a body's name last.
  static func sortName(_ contributor: BookMetadata.Contributor) -> String {
    if let sort = contributor.sort { return sort }
    let words = contributor.name.split(separator: " ")
    guard words.count > 1, !contributor.name.contains(",") else { return contributor.name }
    if words[0].lowercased() == "the" {
      return words.dropFirst().joined(separator: " ") + ", " + words[0]
    }
    return words[words.count - 1] + ", " + words.dropLast().joined(separator: " ")
  }
}
