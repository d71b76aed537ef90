import OctavoBase
import OctavoBook

/// What a PDF's information dictionary says of the book.
struct PDFInformation {
  let title: String
  let author: String
  let subject: String
  let keywords: String
  /// ISO 8601: a day.
  let date: String

  init(_ metadata: BookMetadata) {
    title = metadata.subtitle.map { "\(metadata.title): \($0)" } ?? metadata.title
    author = metadata.authors.joined(separator: ", ")
    subject = metadata.summary ?? ""
    keywords = metadata.subjects.joined(separator: ", ")
    date = Self.day(metadata.date)
  }

  /// The date an undated book has: output never holds the time it was made.
  static let undated = "2000-01-01"

  /// The day of `2026`, `2026-05` or `2026-05-01`; anything else counts as undated.
  static func day(_ date: String?) -> String {
    let parts = (date ?? "").split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard (1...3).contains(parts.count), numbers.count == parts.count, parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count == 2 })
    else { return undated }
    let month = numbers.count > 1 ? numbers[1] : 1
    let day = numbers.count > 2 ? numbers[2] : 1
    guard (1...12).contains(month), (1...31).contains(day) else { return undated }
    return "\(parts[0])-\(twoDigits(month))-\(twoDigits(day))"
  }

  /// Writes the dictionary (ISO 32000-1, 14.3.3) and returns its number.
  func write(to output: inout PDFOutput) throws(OctavoError) -> Int {
    let number = output.allocate()
    output.beginObject(number)
    output.append("<</Title")
    output.append(text: title)
    if !author.isEmpty {
      output.append("/Author")
      output.append(text: author)
    }
    if !subject.isEmpty {
      output.append("/Subject")
      output.append(text: subject)
    }
    if !keywords.isEmpty {
      output.append("/Keywords")
      output.append(text: keywords)
    }
    // The day alone: given a time too, poppler takes years before 1930 for others.
    let day = date.filter { $0 != "-" }
    output.append("/Creator(Octavo)/Producer(Octavo with Cairo)/CreationDate(D:")
    output.append(ascii: day)
    output.append(")/ModDate(D:")
    output.append(ascii: day)
    output.append(")>>")
    try output.endObject()
    return number
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
