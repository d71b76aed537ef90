import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoEbook

/// What is packed is what any unpacker takes out.
@Suite("Archives")
struct ArchiveTests {
  /// What a file of some length is made of.
  enum Kind: CaseIterable, Sendable {
    case words, noise, zeros

    func bytes(_ count: Int) -> [UInt8] {
      var generator = SeededGenerator(seed: 7)
      switch self {
      case .zeros: return [UInt8](repeating: 0, count: count)
      case .noise: return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      case .words:
        let words = (0..<200).map { _ in
          (0..<Int.random(in: 1...9, using: &generator)).map { _ in
            UInt8.random(in: 0x61...0x7A, using: &generator)
          }
        }
        var text: [UInt8] = []
        while text.count < count {
          text += words[Int.random(in: 0..<words.count, using: &generator)] + [0x20]
        }
        return Array(text.prefix(count))
      }
    }
  }

  @Test(
    "files that are compressed in parts are whole, whatever their length",
    arguments: [0, 1, 2, 100, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 3 << 18, 1_000_000],
    Kind.allCases)
  func parts(count: Int, kind: Kind) throws {
    let (bytes, others) = (kind.bytes(count), kind.bytes(5_000))
    let entries = [ArchiveEntry("a.txt", bytes), ArchiveEntry("b.txt", others)]
    var archives: [[UInt8]] = []
    for threads in [1, 3] {
      let sink = MemorySink()
      try ArchiveWriter.write(entries, threads: threads, to: sink)
      archives.append(sink.bytes)
    }
    #expect(archives[0] == archives[1])
    let files = try ArchiveReader.read(archives[0])
    #expect(files["a.txt"] == bytes && files["b.txt"] == others)
    if kind == .words, count > 1_000 { #expect(archives[0].count < count * 3 / 4) }
  }

  @Test(
    "a file whose beginning was compressed before is whole, whatever follows",
    arguments: [0, 1, 50, 300_000], Kind.allCases)
  func ahead(count: Int, kind: Kind) throws {
    let deflater = Deflater(.quick)
    let beginnings = [kind.bytes(70_000), [], kind.bytes(9)]
    let rest = kind.bytes(count)
    let sink = MemorySink()
    let parts =
      beginnings.map { PackedPart($0[...], isLast: false, deflater) }
      + [PackedPart(rest[...], isLast: true, deflater)]
    try ArchiveWriter.write([ArchiveEntry("a.txt", packed: parts)], to: sink)
    #expect(try ArchiveReader.read(sink.bytes)["a.txt"] == beginnings.flatMap(\.self) + rest)
  }

  @Test("a stream that is not whole is not opened for another")
  func broken() throws {
    let bytes = Kind.words.bytes(50_000)
    let packed = try #require(bytes.withUnsafeBufferPointer { Deflater().compress($0) })
    var cut = Array(packed.dropLast(9))
    #expect(!OpenStream.open(&cut, size: bytes.count))
    var longer = packed + [0]
    #expect(!OpenStream.open(&longer, size: bytes.count))
    var whole = packed
    #expect(OpenStream.open(&whole, size: bytes.count))
  }
}
