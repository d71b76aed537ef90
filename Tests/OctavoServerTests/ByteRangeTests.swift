import Testing

@testable import OctavoServer

/// Parts of files.
@Suite("Byte ranges")
struct ByteRangeTests {
  @Test(
    "a header asks for a part, for all, or for nothing there is",
    arguments: [
      (nil, ByteRange.whole), ("bytes=0-", .part(0..<10)), ("bytes=0-3", .part(0..<4)),
      ("bytes=7-99", .part(7..<10)), ("bytes=-4", .part(6..<10)), ("bytes=-99", .part(0..<10)),
      ("bytes=10-", .unsatisfiable), ("bytes=-0", .unsatisfiable), ("bytes=3-1", .whole),
      ("bytes=0-1,4-5", .whole), ("lines=0-1", .whole), ("bytes=", .whole), ("bytes=a-b", .whole),
      ("bytes=0-9223372036854775807", .part(0..<10)), ("bytes=99999999999999999999-", .whole),
    ])
  func ranges(_ header: String?, _ range: ByteRange) {
    #expect(ByteRange(header, size: 10) == range)
  }

  @Test("an empty file has no bytes to give a part of")
  func empty() {
    #expect(ByteRange("bytes=0-", size: 0) == .unsatisfiable)
    #expect(ByteRange("bytes=-5", size: 0) == .unsatisfiable)
    #expect(ByteRange(nil, size: 0) == .whole)
  }
}
