/// Finds the allowed name a mistyped one was most likely meant to be.
public enum NearestName {
  /// The candidate within an edit distance of a third of the name's length (at least one edit),
  /// the nearest first and the alphabetically first of equals; nil where none is near.
  public static func of(_ name: String, in candidates: some Sequence<String>) -> String? {
    let limit = max(1, name.count / 3 + (name.count > 3 ? 1 : 0))
    var best: (distance: Int, name: String)?
    for candidate in candidates.sorted() {
      let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
  }

  /// Edits (insert, delete, replace, swap neighbours) from one word to the other
  /// (optimal string alignment; Damerau 1964).
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in 0..<b.count {
        row[j + 1] = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
