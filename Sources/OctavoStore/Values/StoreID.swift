/// The stable name of one stored thing: it never changes and is never given again.
///
/// The parameter says of what, so that a chapter's name cannot be passed for a project's.
package struct StoreID<Thing>: Hashable, Sendable, Comparable {
  /// A letter for the kind of thing and twelve digits or letters.
  package let text: String

  /// Takes a name that came from outside; whether anything has it shows when it is looked up.
  package init(_ text: String) { self.text = text }

  package static func < (a: StoreID, b: StoreID) -> Bool { a.text < b.text }
}

/// A project's name.
package typealias ProjectID = StoreID<Project>
/// A concept's name.
package typealias ConceptID = StoreID<Concept>
/// A part's, chapter's or section's name.
package typealias NodeID = StoreID<OutlineNode>
/// A call's name in the ledger.
package typealias CallID = StoreID<CallRecord>
/// A finding's name.
package typealias FindingID = StoreID<StoredFinding>
/// A fact's name.
package typealias FactID = StoreID<Fact>
/// A job's name.
package typealias JobID = StoreID<Job>

/// Makes names out of random bits.
enum IDSpelling {
  /// Crockford's base 32 (no i, l, o, u), so that a name can be read out and typed.
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// `prefix` and twelve digits: 60 of the bits.
  static func text(prefix: Character, bits: UInt64) -> String {
    var rest = bits
    var spelt: [UInt8] = []
    for _ in 0..<12 {
      spelt.append(digits[Int(rest & 31)])
      rest >>= 5
    }
    return String(prefix) + String(decoding: spelt, as: UTF8.self)
  }
}
