import OctavoBase
import Synchronization

/// The hyphenation dictionaries of a library, each read when a word of its language first comes.
final class DictionaryShelf: Sendable {
  private enum State {
    case unread
    case read(HyphenDictionary?)
  }

  private let entries: [FontManifest.Dictionary]
  private let states: Mutex<[State]>

  init(_ entries: [FontManifest.Dictionary]) {
    self.entries = entries
    states = Mutex(Array(repeating: .unread, count: entries.count))
  }

  /// An error for each file that is not a dictionary.
  func faults() -> [Diagnostic] {
    entries.compactMap { entry in
      HyphenDictionary.fault(atPath: entry.path).map { fault in
        Diagnostic(
          .error, "font.dictionary", "the hyphenation dictionary '\(entry.path)' \(fault)")
      }
    }
  }

  /// The dictionary for a language: of the same tag, else of the same language.
  func dictionary(for language: LanguageTag) -> HyphenDictionary? {
    guard let index = index(for: language) else { return nil }
    return states.withLock { states in
      if case .read(let dictionary) = states[index] { return dictionary }
      let dictionary = HyphenDictionary(path: entries[index].path)
      states[index] = .read(dictionary)
      return dictionary
    }
  }

  private func index(for language: LanguageTag) -> Int? {
    let regional = language.region.map { LanguageTag("\(language.language)-\($0)") }
    let wishes = [language, regional, LanguageTag(language.language)].compactMap(\.self)
    for wish in wishes {
      if let index = entries.lastIndex(where: { $0.languages.contains(wish) }) { return index }
    }
    return entries.firstIndex { $0.languages.contains { $0.language == language.language } }
  }
}
