/// How alike two short texts are.
package enum Likeness {
  /// Hundredths from which two concepts count as the same.
  package static let duplicate = 60

  /// Hundredths of shared words and letter triples, whichever is more; 100 for equal texts.
  package static func of(_ a: String, _ b: String) -> Int {
    max(jaccard(stems(a), stems(b)), jaccard(triples(a), triples(b)))
  }

  /// Whether two concepts are one: the same title, or nearly the same title and thesis.
  package static func isDuplicate(_ a: Concept, _ b: Concept) -> Bool {
    let titles = [a, b].map { WordScan.words(of: $0.title).map(\.folded) }
    if titles[0] == titles[1] { return true }
    return of("\(a.title) \(a.thesis)", "\(b.title) \(b.thesis)") >= duplicate
  }

  private static func jaccard<Element: Hashable>(_ a: Set<Element>, _ b: Set<Element>) -> Int {
    let union = a.union(b).count
    return union == 0 ? 100 : a.intersection(b).count * 100 / union
  }

  /// The beginnings of the words that carry meaning.
  private static func stems(_ text: String) -> Set<String> {
    let words = WordScan.words(of: text).map(\.folded)
    let telling = words.filter { word in
      !StopWords.languages.contains { StopWords.words($0).contains(word) }
    }
    return Set((telling.isEmpty ? words : telling).map { String($0.prefix(6)) })
  }

  private static func triples(_ text: String) -> Set<String> {
    let letters = Array(WordScan.words(of: text).map(\.folded).joined(separator: " "))
    guard letters.count > 3 else { return [String(letters)] }
    return Set((0...letters.count - 3).map { String(letters[$0..<$0 + 3]) })
  }
}
