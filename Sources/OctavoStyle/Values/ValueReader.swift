import OctavoBase

/// One scalar of a template's file: its text, and whether it stood in quotes.
package struct ScalarText: Sendable, Hashable {
  package let text: String
  package let isQuoted: Bool

  /// Whether the file states no value at all.
  var isEmpty: Bool { !isQuoted && (text.isEmpty || text == "~" || text == "null") }

  /// As a message shows it, at most 60 characters of it.
  var shown: String {
    let short = text.count > 60 ? text.prefix(60) + "…" : text[...]
    return isQuoted ? "\"\(short)\"" : "`\(short)`"
  }
}

/// Reads scalars by the kind of their key.
struct ValueReader {
  /// The key's name, for messages.
  let key: String
  let kind: ValueKind

  func read(_ scalar: ScalarText) -> Result<SpecifiedValue, TemplateFault> {
    guard !scalar.isEmpty else { return fault(.emptyValue(key: key, kind: kind)) }
    switch kind {
    case .length(let range):
      return length(scalar, range, units: SpecifiedLength.Unit.allCases)
    case .absoluteLength(let range):
      return length(scalar, range, units: SpecifiedLength.Unit.allCases.filter { $0.points != nil })
    case .margin(let range): return margin(scalar, range)
    case .ems(let range):
      return count(scalar, unit: "em", times: 1000, range).map(SpecifiedValue.ems)
    case .gridLines(let range):
      return count(scalar, unit: "gr", times: 1, range).map(SpecifiedValue.gridLines)
    case .percent(let range):
      return count(scalar, unit: "%", times: 10, range).map(SpecifiedValue.percent)
    case .integer(let range): return integer(scalar, range)
    case .flag: return flag(scalar)
    case .choice(let words): return word(scalar, words)
    case .styleRole: return word(scalar, StyleRole.allCases.map(\.rawValue))
    case .pattern(let places): return pattern(scalar, places)
    case .color: return wrap(ColorNotation.read(scalar.text).map(SpecifiedValue.color), scalar)
    case .features:
      return wrap(FeatureNotation.read(scalar.text).map { .features([$0]) }, scalar)
    case .trim: return trim(scalar)
    case .families: return wrap(scalar.text.isEmpty ? nil : .names([scalar.text]), scalar)
    case .text, .fontRole, .template: return .success(.text(scalar.text))
    }
  }

  private func fault(_ problem: TemplateProblem) -> Result<SpecifiedValue, TemplateFault> {
    .failure(TemplateFault(problem))
  }

  private func wrap(
    _ value: SpecifiedValue?, _ scalar: ScalarText
  ) -> Result<SpecifiedValue, TemplateFault> {
    value.map(Result.success) ?? fault(wrong(scalar))
  }

  private func wrong(_ scalar: ScalarText) -> TemplateProblem {
    .wrongValue(key: key, found: scalar.shown, kind: kind)
  }

  private func outOfRange(_ scalar: ScalarText) -> TemplateProblem {
    .outOfRange(key: key, found: scalar.text, kind: kind)
  }

  private func length(
    _ scalar: ScalarText, _ range: ClosedRange<Double>, units: [SpecifiedLength.Unit]
  ) -> Result<SpecifiedValue, TemplateFault> {
    guard let split = DecimalNotation.split(scalar.text) else { return fault(wrong(scalar)) }
    if split.rest.isEmpty {
      guard split.amount == 0, range.contains(0) else {
        let points = units.first { $0.rawValue == kind.usualUnit }?.points ?? 0
        return fault(
          points == 0 || range.contains(split.amount * points)
            ? .missingUnit(key: key, found: scalar.text, kind: kind) : outOfRange(scalar))
      }
      return .success(.length(.zero))
    }
    guard let unit = units.first(where: { $0.rawValue == split.rest }) else {
      let allowed = units.map(\.rawValue)
      return fault(.unknownUnit(key: key, found: scalar.text, kind: kind, allowed: allowed))
    }
    if let points = unit.points, !range.contains(split.amount * points) {
      return fault(outOfRange(scalar))
    }
    return .success(.length(SpecifiedLength(split.amount, unit)))
  }

  /// A length or a share of the trim.
  private func margin(
    _ scalar: ScalarText, _ range: ClosedRange<Double>
  ) -> Result<SpecifiedValue, TemplateFault> {
    if let split = DecimalNotation.split(scalar.text), split.rest == "%" {
      guard (0...100).contains(split.amount) else { return fault(outOfRange(scalar)) }
      return .success(.margin(SpecifiedMargin(.share(split.amount))))
    }
    return length(scalar, range, units: SpecifiedLength.Unit.allCases).map { value in
      guard case .length(let length) = value else { return value }
      return .margin(SpecifiedMargin(.length(length)))
    }
  }

  /// A whole count of `1/times` of a unit.
  private func count(
    _ scalar: ScalarText, unit: String, times: Double, _ range: ClosedRange<Int>
  ) -> Result<Int, TemplateFault> {
    guard let split = DecimalNotation.split(scalar.text) else {
      return .failure(TemplateFault(wrong(scalar)))
    }
    let value = (split.amount * times).rounded()
    let isInRange = Double(range.lowerBound)...Double(range.upperBound) ~= value
    guard split.rest == unit || (split.rest.isEmpty && split.amount == 0) else {
      guard split.rest.isEmpty else {
        return .failure(
          TemplateFault(
            .unknownUnit(key: key, found: scalar.text, kind: kind, allowed: [unit])))
      }
      return .failure(
        TemplateFault(
          isInRange
            ? .missingUnit(key: key, found: scalar.text, kind: kind) : outOfRange(scalar)))
    }
    guard abs(value - split.amount * times) < 1e-6 else {
      return .failure(TemplateFault(wrong(scalar)))
    }
    guard isInRange else { return .failure(TemplateFault(outOfRange(scalar))) }
    return .success(Int(value))
  }

  private func integer(
    _ scalar: ScalarText, _ range: ClosedRange<Int>
  ) -> Result<SpecifiedValue, TemplateFault> {
    guard !scalar.isQuoted, let value = Int(scalar.text.filter { $0 != "_" }) else {
      return fault(wrong(scalar))
    }
    return range.contains(value) ? .success(.integer(value)) : fault(outOfRange(scalar))
  }

  private func flag(_ scalar: ScalarText) -> Result<SpecifiedValue, TemplateFault> {
    switch (scalar.text, scalar.isQuoted) {
    case ("true", false): .success(.flag(true))
    case ("false", false): .success(.flag(false))
    default: fault(wrong(scalar))
    }
  }

  private func word(
    _ scalar: ScalarText, _ words: [String]
  ) -> Result<SpecifiedValue, TemplateFault> {
    guard words.contains(scalar.text) else {
      return fault(.unknownWord(key: key, found: scalar.text, allowed: words))
    }
    return .success(.text(scalar.text))
  }

  /// Text whose names in braces are all known.
  private func pattern(
    _ scalar: ScalarText, _ places: [String]
  ) -> Result<SpecifiedValue, TemplateFault> {
    var rest = scalar.text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { return fault(wrong(scalar)) }
      let name = String(rest[rest.index(after: open)..<close])
      guard places.contains(name) else {
        return fault(.unknownPlace(key: key, found: name, allowed: places))
      }
      rest = rest[rest.index(after: close)...]
    }
    return .success(.text(scalar.text))
  }

  private func trim(_ scalar: ScalarText) -> Result<SpecifiedValue, TemplateFault> {
    guard let trim = TrimSize(scalar.text) else { return fault(.badTrim(scalar.text)) }
    let sides = [trim.size.width.points, trim.size.height.points]
    guard sides.allSatisfy(TrimSize.sides.contains) else {
      return fault(
        .contradiction(
          "the trim \(scalar.text) is out of range", hint: "a side is from 2in to 24in long"))
    }
    return .success(.trim(trim))
  }
}

/// A problem as an error value.
struct TemplateFault: Error {
  let problem: TemplateProblem

  init(_ problem: TemplateProblem) { self.problem = problem }
}
