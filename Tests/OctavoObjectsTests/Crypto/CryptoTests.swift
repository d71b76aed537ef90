import OctavoObjects
import OctavoTestSupport
import Testing

/// Digests and codes, by the published examples.
@Suite("Digests and codes")
struct CryptoTests {
  @Test("SHA-256 gives the digests of FIPS 180-4's examples")
  func digests() {
    #expect(
      SHA256.digest(of: "abc".utf8).hex
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.digest(of: []).hex
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("a digest does not depend on how the bytes are cut")
  func pieces() {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var digest = SHA256()
    for start in stride(from: 0, to: bytes.count, by: 777) {
      digest.update(Array(bytes[start..<min(start + 777, bytes.count)]))
    }
    #expect(digest.finish() == SHA256.digest(of: bytes))
  }

  @Test("a file's digest and size are those of its bytes")
  func files() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "A book is a long text. ", count: 40_000)
    let path = try folder.write(text, to: "book.txt")
    let (digest, size) = try SHA256.digest(ofFile: path)
    #expect(digest == SHA256.digest(of: text.utf8))
    #expect(size == text.utf8.count)
    #expect(throws: ObjectStoreError.self) { try SHA256.digest(ofFile: folder.path) }
    #expect(throws: ObjectStoreError.self) { try SHA256.digest(ofFile: path + "x") }
  }

  @Test("HMAC-SHA-256 gives the codes of RFC 4231")
  func codes() {
    let jefe = HMACSHA256.code(for: "what do ya want for nothing?".utf8, key: "Jefe".utf8)
    #expect(jefe.hex == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    let long = HMACSHA256.code(
      for: "Test Using Larger Than Block-Size Key - Hash Key First".utf8,
      key: [UInt8](repeating: 0xAA, count: 131))
    #expect(long.hex == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    #expect(HMACSHA256.code(for: [], key: []).hex.hasPrefix("b613679a0814d9ec"))
  }

  @Test("bytes are equal only when all are")
  func comparison() {
    #expect(ConstantTime.areEqual([], []))
    #expect(ConstantTime.areEqual([1, 2, 3], [1, 2, 3]))
    #expect(!ConstantTime.areEqual([1, 2, 3], [1, 2, 4]))
    #expect(!ConstantTime.areEqual([1, 2, 3], [1, 2]))
  }

  @Test("random bytes are as many as asked for and not the same again")
  func random() {
    #expect(SecureRandom.bytes(0) == [])
    #expect(SecureRandom.bytes(32).count == 32)
    #expect(SecureRandom.bytes(32) != SecureRandom.bytes(32))
    #expect(SecureRandom.hex(16).utf8.count == 32)
  }

  @Test("hexadecimal digits have one spelling")
  func hex() {
    #expect(Hex.bytes("00ff10") == [0, 255, 16])
    #expect(Hex.text([0, 255, 16]) == "00ff10")
    #expect(["0", "0g", "FF", "é0", " 1"].allSatisfy { Hex.bytes($0) == nil })
    #expect(SHA256Digest(hex: String(repeating: "a", count: 63)) == nil)
    #expect(SHA256Digest(hex: String(repeating: "a", count: 64))?.bytes.count == 32)
  }
}
