import OctavoBase

/// Names for the places a document's fields and links lead to.
///
/// A name is made from its place's id alone, so that it stays when text is put in elsewhere; a name
/// already taken is varied.
struct BookmarkNames {
  /// What is marked of a place.
  enum Purpose: String {
    /// The place itself, under a name its author knows.
    case place
    /// Only its number, which cross references print.
    case number
    /// Only its title.
    case title
    /// What the contents lead to.
    case contents
    /// A note's first call, for further calls of the same note.
    case note
    /// A range of pages of the index.
    case range
  }

  private struct Key: Hashable {
    let purpose: Purpose
    let id: String
  }

  private var names: [Key: String] = [:]
  private var taken: Set<String> = []

  /// The name of a place; always the same for the same place of one document.
  mutating func name(_ purpose: Purpose, _ id: String) -> String {
    let key = Key(purpose: purpose, id: id)
    if let name = names[key] { return name }
    var name = Self.name(purpose, id, attempt: 0)
    var attempt = 0
    // Word compares the names of bookmarks without case.
    while !taken.insert(name.lowercased()).inserted {
      attempt += 1
      name = Self.name(purpose, id, attempt: attempt)
    }
    names[key] = name
    return name
  }

  private static func name(_ purpose: Purpose, _ id: String, attempt: Int) -> String {
    switch purpose {
    case .place: readable(id, attempt: attempt)
    case .number: "_RefNumber" + digits(id, attempt)
    case .title: "_RefTitle" + digits(id, attempt)
    case .contents: "_Toc" + digits(id, attempt)
    case .note: "_RefNote" + digits(id, attempt)
    case .range: "_IndexRange" + digits(id, attempt)
    }
  }

  private static func digits(_ id: String, _ attempt: Int) -> String {
    var builder = FingerprintBuilder()
    builder.combine(id)
    builder.combine(attempt)
    let number = String(builder.finish().high % 1_000_000_000)
    return String(repeating: "0", count: 9 - number.count) + number
  }

  /// Letters, digits and low lines, begun by a letter, at most 40 of them.
  private static func readable(_ id: String, attempt: Int) -> String {
    var name = String(
      String.UnicodeScalarView(
        id.unicodeScalars.map { scalar in
          scalar.isASCII
            && !(scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            || !scalar.isASCII ? "_" : scalar
        }))
    if name.unicodeScalars.first?.properties.isAlphabetic != true { name = "id_" + name }
    let isExact = attempt == 0 && name.utf8.count <= 40 && id.utf8.allSatisfy { $0 < 0x80 }
    return isExact ? name : String(name.prefix(30)) + "_" + digits(id, attempt)
  }
}
