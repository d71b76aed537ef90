import Foundation

/// English names of languages, as models are told them: with the region and the script, for
/// `pt-BR` is not `pt`.
enum LanguageNames {
  /// The name of a language tag; nil where none is known.
  static func name(of tag: String) -> String? {
    let locale = Locale(identifier: tag)
    guard let code = locale.language.languageCode?.identifier,
      let name = names.localizedString(forLanguageCode: code), name != code
    else { return nil }
    let details = [script(of: locale, tag), region(of: locale)].compactMap(\.self)
    return details.isEmpty ? name : "\(name) (\(details.joined(separator: ", ")))"
  }

  /// Whose words for languages are used, whatever the machine speaks.
  private static let names = Locale(identifier: "en_US")

  /// The script, where the tag names one; of Chinese, also the one its region writes.
  private static func script(of locale: Locale, _ tag: String) -> String? {
    let parts = tag.split { $0 == "-" || $0 == "_" }.dropFirst()
    let isNamed = parts.contains { $0.count == 4 && $0.allSatisfy(\.isLetter) }
    let isChinese = locale.language.languageCode?.identifier == "zh" && locale.region != nil
    guard isNamed || isChinese, let script = locale.language.script?.identifier else { return nil }
    return switch script {
    case "Hant": "Traditional"
    case "Hans": "Simplified"
    default: names.localizedString(forScriptCode: script).map { "\($0) script" }
    }
  }

  private static func region(of locale: Locale) -> String? {
    guard let region = locale.region?.identifier else { return nil }
    return names.localizedString(forRegionCode: region)
  }
}
