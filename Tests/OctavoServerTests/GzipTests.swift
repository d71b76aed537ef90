import OctavoTestSupport
import Testing

@testable import OctavoServer

/// Packed bodies.
@Suite("Gzip")
struct GzipTests {
  @Test("what was packed is unpacked")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 7)
    for count in [1100, 5000, 200_000] {
      let bytes = (0..<count).map { _ in UInt8.random(in: 97...100, using: &random) }
      let packed = try #require(Gzip.pack(bytes))
      #expect(packed.count < bytes.count)
      #expect(try Gzip.unpack(packed, limit: count) == bytes)
    }
  }

  @Test("a bomb is refused, and never unpacked past the limit")
  func bomb() throws {
    let packed = try #require(Gzip.pack([UInt8](repeating: 0, count: 50 << 20)))
    #expect(packed.count < 100_000)
    #expect(throws: Gzip.Fault.tooLarge) { try Gzip.unpack(packed, limit: 1 << 20) }
  }

  @Test("damage, bytes behind the end and other packings are refused")
  func damage() throws {
    let packed = try #require(Gzip.pack([UInt8](repeating: 65, count: 2000)))
    #expect(throws: Gzip.Fault.damaged) {
      try Gzip.unpack(Array(packed.dropLast(3)), limit: 1 << 20)
    }
    #expect(throws: Gzip.Fault.damaged) { try Gzip.unpack(packed + [0], limit: 1 << 20) }
    #expect(throws: Gzip.Fault.damaged) { try Gzip.unpack([1, 2, 3], limit: 1 << 20) }
    #expect(throws: Gzip.Fault.damaged) { try Gzip.unpack([], limit: 1 << 20) }
  }
}
