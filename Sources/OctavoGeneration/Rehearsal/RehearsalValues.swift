import OctavoJSON

/// Makes a JSON value that is valid against a schema, its texts chosen by the names of properties.
struct RehearsalValues {
  private var writer: RehearsalWriter
  private let targets: RehearsalTargets
  /// Stretches of the prompt that can be quoted.
  private let passages: [String]
  /// The numbers of the lines that the prompt lists last, such as those of chapters.
  private let listed: [Int]
  private var used: Set<String> = []
  /// Place and count of the arrays around the current value, the outermost first.
  private var places: [(index: Int, count: Int)] = []

  init(_ writer: RehearsalWriter, _ request: ModelRequest) {
    self.writer = writer
    targets = RehearsalTargets(request)
    passages = Self.passages(request)
    listed = Self.listed(request)
  }

  /// The value; nil where the schema asks for something that cannot be.
  mutating func value(for schema: JSONSchema) -> JSONValue? {
    let value = make(schema, named: [])
    return schema.violations(of: value).isEmpty ? value : nil
  }

  // MARK: By kind

  /// `names` are the properties that lead here, the nearest last.
  private mutating func make(_ schema: JSONSchema, named names: [String]) -> JSONValue {
    if let choice = writer.random.pick(schema.choices) { return choice }
    switch schema.types.first ?? (schema.properties.isEmpty ? .string : .object) {
    case .object: return object(schema, names)
    case .array: return array(schema, names)
    case .string: return .string(fitted(text(names, schema), schema.length))
    case .integer: return .integer(number(names, schema))
    case .number: return number(fraction: names, schema)
    case .boolean: return .bool(!Self.mentions(names.last, Self.faults))
    case .null: return .null
    }
  }

  private mutating func object(_ schema: JSONSchema, _ names: [String]) -> JSONValue {
    var object = JSONObject()
    for property in schema.properties {
      object[property.name] = make(property.schema, named: names + [property.name])
    }
    for name in schema.required where object[name] == nil {
      object[name] = .string(text(names + [name], JSONSchema()))
    }
    return .object(object)
  }

  private mutating func array(_ schema: JSONSchema, _ names: [String]) -> JSONValue {
    let count = self.count(names.last ?? "", schema)
    let shape = schema.items.first ?? JSONSchema()
    var items: [JSONValue] = []
    for index in 0..<count {
      places.append((index, count))
      items.append(make(shape, named: names))
      places.removeLast()
    }
    if schema.isUnique {
      var seen: Set<JSONValue> = []
      items = items.filter { seen.insert($0).inserted }
    }
    return .array(items)
  }

  /// How many elements: what the prompt asks for, shared among the arrays around; else by habit.
  private func count(_ name: String, _ schema: JSONSchema) -> Int {
    var count = Self.usualCounts.first { Self.mentions(name, [$0.word]) }?.count ?? 3
    if Self.mentions(name, Self.faults + ["needs"]) { count = 0 }
    if Self.mentions(name, ["parts"]), let chapters = targets.count("chapters") {
      // A part has a chapter at least.
      count = min(count, max(1, chapters))
    }
    if places.isEmpty, Self.mentions(name, ["chapters"]), !listed.isEmpty { count = listed.count }
    if let asked = targets.count(name) {
      count = asked
      if let outer = places.last {
        count = asked / outer.count + (outer.index < asked % outer.count ? 1 : 0)
      }
    }
    // The bounds win; an unbounded list is kept within reason.
    let most = min(schema.itemCount.upperBound, max(schema.itemCount.lowerBound, 200))
    return min(max(count, schema.itemCount.lowerBound), most)
  }

  private static let usualCounts: [(word: String, count: Int)] = [
    ("concepts", 4), ("parts", 3), ("chapters", 4), ("sections", 3), ("facts", 4), ("topics", 6),
  ]

  /// Names of what a check would report: a rehearsal finds no fault.
  private static let faults = [
    "finding", "findings", "problem", "problems", "issue", "issues", "contradiction",
    "contradictions", "conflict", "conflicts", "error", "errors", "missing", "violations",
    "violation", "duplicate", "duplicates", "warnings", "gaps",
  ]

  private mutating func number(_ names: [String], _ schema: JSONSchema) -> Int {
    let low = Int(clamping: schema.range.lowerBound.rounded(.up), else: 0)
    let high = max(low, Int(clamping: schema.range.upperBound.rounded(.down), else: 1_000_000))
    let name = names.last
    var value = 3
    if Self.mentions(name, ["words"]) {
      value = writer.random.number(in: 9...15) * 100
      if let share = targets.wordsOfChapter {
        value = share * writer.random.number(in: 9...11) / 10
      }
    } else if Self.mentions(name, ["order", "index", "number", "position", "place"]) {
      let index = places.last?.index ?? 0
      value = listed.indices.contains(index) ? listed[index] : index + 1
    } else if Self.mentions(name, ["paragraph", "line"]) {
      value = 1
    } else if Self.mentions(name, ["score", "rating"]) {
      value = high
    }
    return min(max(value, low), high)
  }

  private mutating func number(fraction names: [String], _ schema: JSONSchema) -> JSONValue {
    let high = schema.range.upperBound.isFinite ? schema.range.upperBound : 10
    let low = schema.range.lowerBound.isFinite ? schema.range.lowerBound : 0
    return .number(Self.mentions(names.last, ["score", "rating"]) ? high : (low + high) / 2)
  }

  // MARK: Texts

  private mutating func text(_ names: [String], _ schema: JSONSchema) -> String {
    let name = names.last ?? ""
    if let fixed = Self.fixed.first(where: { Self.mentions(name, $0.words) }) { return fixed.text }
    if Self.mentions(name, ["evidence", "quote", "quotation", "excerpt", "passage"]),
      let passage = writer.random.pick(passages)
    {
      return passage
    }
    if Self.mentions(name, ["id", "slug", "key"]) { return distinct { $0.slug() } }
    if Self.mentions(name, ["summary", "synopsis", "text", "prose", "content", "body", "sample"]) {
      let words = min(targets.words ?? 80, 400)
      var prose = RehearsalProse(writer)
      let text = prose.text(words: words)
      writer.random = RehearsalRandom(text: text)
      return text.split(separator: "\n").joined(separator: " ")
    }
    let isShort = schema.length.upperBound < 60 || Self.mentions(name, Self.shortNames)
    let rule = Self.rules.first { Self.mentions(name, $0.words) }?.rule
    let isPerson = Self.mentions(
      names.dropLast().last, ["characters", "people", "persons", "cast"])
    return distinct { writer in
      if isPerson, rule == "title" { return writer.expand("name") }
      if rule == "title" { return writer.title() }
      if let rule { return RehearsalWriter.capitalised(writer.expand(rule)) }
      return isShort ? writer.expand("phrase") : writer.sentence()
    }
  }

  /// Texts that mean something to the pipeline and are best the usual ones.
  private static let fixed: [(words: [String], text: String)] = [
    (["language"], "en"), (["person"], "third"), (["tense"], "past"), (["register"], "plain"),
    (["tagline"], "Placeholder text of the rehearsal, written by no model"),
  ]

  private static let rules: [(words: [String], rule: String)] = [
    (["title", "heading", "name", "headline"], "title"), (["audience", "readership"], "audience"),
    (["keywords", "tags", "terms", "words", "phrases", "topics", "banned"], "term"),
    (["entity", "subject", "predicate", "value", "object", "label"], "phrase"),
  ]
  private static let shortNames = ["tone", "mood", "setting", "genre", "style"]

  /// A text that did not come before in this value, where a few tries find one.
  private mutating func distinct(_ make: (inout RehearsalWriter) -> String) -> String {
    var text = make(&writer)
    for _ in 0..<20 where used.contains(text) { text = make(&writer) }
    used.insert(text)
    return text
  }

  /// The text, lengthened by sentences or cut at a word's end to fit.
  private mutating func fitted(_ text: String, _ length: ClosedRange<Int>) -> String {
    var text = text
    while text.unicodeScalars.count < length.lowerBound { text += " " + writer.sentence() }
    guard text.unicodeScalars.count > length.upperBound else { return text }
    let cut = String(String.UnicodeScalarView(text.unicodeScalars.prefix(length.upperBound)))
    guard let blank = cut.lastIndex(of: " "),
      cut[..<blank].unicodeScalars.count >= length.lowerBound
    else { return cut }
    return String(cut[..<blank])
  }

  /// Whether a name, taken apart at underscores, hyphens and capitals, holds one of the words.
  private static func mentions(_ name: String?, _ words: [String]) -> Bool {
    guard let name else { return false }
    let parts = name.split { "_- ".contains($0) }.flatMap { part in
      part.reduce(into: [""]) { words, letter in
        if letter.isUppercase { words.append("") }
        words[words.count - 1] += letter.lowercased()
      }
    }
    return parts.contains(where: words.contains)
  }

  /// Sentences of the latest message's longest paragraphs, as they stand there.
  private static func passages(_ request: ModelRequest) -> [String] {
    let text = request.messages.last { $0.role == .user }?.text ?? ""
    let lines: [Substring] = text.split(whereSeparator: \.isNewline).filter { $0.count > 80 }
    // Where paragraphs are numbered, lines without a number are the request's own words.
    let numbered = lines.filter { $0.hasPrefix("[") }
    let paragraphs = numbered.isEmpty ? lines : numbered
    return paragraphs.suffix(40).compactMap { paragraph in
      paragraph.drop { "[0123456789] ".contains($0) }
        .split(separator: ".").map { $0.drop { $0 == " " } }
        .first { (20...200).contains($0.count) }.map(String.init)
    }
  }

  /// The numbers of the last block of lines such as `4. A title` or `Chapter 4: A title`.
  private static func listed(_ request: ModelRequest) -> [Int] {
    let text = request.messages.last { $0.role == .user }?.text ?? ""
    var numbers: [Int] = []
    var isInBlock = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let found = line.prefixMatch(of: #/(?:Chapter )?([0-9]{1,4})[.:]\s/#).flatMap {
        Int($0.output.1)
      }
      if let found {
        numbers = (isInBlock ? numbers : []) + [found]
        isInBlock = true
      } else if !line.hasPrefix(" ") {
        isInBlock = false
      }
    }
    return numbers
  }
}

extension RehearsalWriter {
  /// Such as `quiet-harbour`.
  fileprivate mutating func slug() -> String {
    expand("term").map { $0 == " " ? "-" : $0.lowercased() }.joined()
  }
}

extension Int {
  /// A number's whole part where it is finite and small enough, else another.
  fileprivate init(clamping value: Double, else other: Int) {
    self = value.isFinite ? Int(exactly: value) ?? other : other
  }
}
