package import Foundation
package import OctavoStore

/// A moment as JSON has it: RFC 3339 in UTC, to the millisecond.
package struct Timestamp: Sendable, Hashable, Encodable, Comparable {
  package let moment: Moment

  package init(_ moment: Moment) { self.moment = moment }

  package static func < (a: Timestamp, b: Timestamp) -> Bool { a.moment < b.moment }

  /// Such as `2026-01-31T12:00:00.000Z`.
  package var text: String {
    let (days, milliseconds) = moment.milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let isNegative = milliseconds < 0
    let day = isNegative ? days - 1 : days
    let rest = isNegative ? milliseconds + 86_400_000 : milliseconds
    let date = CivilDate(daysSince1970: day)
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
      .map { Self.padded($0, 2) }
    return Self.padded(date.year, 4) + "-" + Self.padded(date.month, 2) + "-"
      + Self.padded(date.day, 2) + "T" + clock.joined(separator: ":") + "."
      + Self.padded(rest % 1000, 3) + "Z"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A day of the Gregorian calendar (Hinnant, “chrono-compatible low-level date algorithms”).
struct CivilDate {
  let year: Int64
  let month: Int64
  let day: Int64

  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}

/// JSON text that is passed on as it is.
package struct RawJSON: Sendable, Hashable, Encodable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package func encode(to encoder: any Encoder) throws {
    let value = try JSONDecoder().decode(AnyJSON.self, from: Data(text.utf8))
    try value.encode(to: encoder)
  }
}

/// Any JSON value, read to be written again.
private indirect enum AnyJSON: Codable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([AnyJSON])
  case map([String: AnyJSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let integer = try? value.decode(Int64.self) {
      self = .integer(integer)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([AnyJSON].self) {
      self = .list(list)
    } else {
      self = .map(try value.decode([String: AnyJSON].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    if case .map(let map) = self {
      var keyed = encoder.container(keyedBy: WireKey.self)
      for (name, value) in map.sorted(by: { $0.key < $1.key }) {
        try keyed.encode(value, forKey: WireKey(stringValue: name))
      }
      return
    }
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let bool): try container.encode(bool)
    case .integer(let integer): try container.encode(integer)
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    case .map: break
    }
  }
}

/// A key that is written as it is.
private struct WireKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension StoreID: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The service's JSON: names in snake case, keys sorted, so that equal values have equal bytes.
package enum WireJSON {
  /// A value as JSON.
  package static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  /// A value as JSON text.
  package static func text(_ value: some Encodable) throws -> String {
    String(decoding: try data(value), as: UTF8.self)
  }

  /// Reads what `data` writes.
  package static func read<Value: Decodable>(
    _ type: Value.Type = Value.self, from json: String
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(json.utf8))
  }
}
