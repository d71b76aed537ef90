import OctavoObjects
import OctavoTestSupport
import Testing

/// What may be a key, a prefix, a type.
@Suite("Object keys")
struct ObjectKeyTests {
  private static func fault(_ text: String) -> ObjectKeyFault? {
    do {
      _ = try ObjectKey(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "plain segments between slashes are a key",
    arguments: ["a", "a/b", "projects/p-1f/0a9b.pdf", "A_b-c.d..e", "a...", "1"])
  func keys(text: String) throws {
    let key = try ObjectKey(text)
    #expect(key.text == text)
    #expect(key.segments.joined(separator: "/") == text)
  }

  @Test("what leads out of a folder, hides, or ends a header is no key")
  func attacks() {
    #expect(Self.fault("") == .empty)
    #expect(Self.fault("/etc/passwd") == .absolute)
    #expect(Self.fault("/") == .absolute)
    #expect(Self.fault("a//b") == .emptySegment)
    #expect(Self.fault("a/") == .emptySegment)
    #expect(Self.fault("..") == .dotSegment)
    #expect(Self.fault("a/../../etc/passwd") == .dotSegment)
    #expect(Self.fault("a/./b") == .dotSegment)
    #expect(Self.fault(".octavo/signing-keys") == .dotSegment)
    #expect(Self.fault("a/.hidden") == .dotSegment)
    #expect(Self.fault("a\\..\\b") == .badCharacter("\\"))
    #expect(Self.fault("%2e%2e/b") == .badCharacter("%"))
    #expect(Self.fault("a\0b") == .badCharacter("\0"))
    #expect(Self.fault("a\r\nb") == .badCharacter("\r"))
    #expect(Self.fault("a b") == .badCharacter(" "))
    #expect(Self.fault("a?b") == .badCharacter("?"))
    #expect(Self.fault("é") == .badCharacter("é"))
    // One look, two names: U+FF0E and U+2215 stand for a dot and a slash.
    #expect(Self.fault("\u{FF0E}\u{FF0E}/b") == .badCharacter("\u{FF0E}"))
    #expect(Self.fault("a\u{2215}b") == .badCharacter("\u{2215}"))
    #expect(Self.fault("a/\u{0301}b") == .badCharacter("\u{0301}"))
  }

  @Test("keys and segments have a longest")
  func lengths() {
    #expect(Self.fault(String(repeating: "a", count: 200)) == nil)
    #expect(Self.fault(String(repeating: "a", count: 201)) == .segmentTooLong(bytes: 201))
    let long = Array(repeating: String(repeating: "a", count: 99), count: 7)
    #expect(Self.fault(long.joined(separator: "/")) == nil)
    #expect(Self.fault(long.joined(separator: "/") + "/b") == .tooLong(bytes: 701))
  }

  @Test("a file's content gives its key")
  func contentAddressed() throws {
    let digest = SHA256.digest(of: "abc".utf8)
    let key = try ObjectKey(in: ObjectPrefix("projects/p-1"), digest: digest, extension: "pdf")
    #expect(key.text == "projects/p-1/\(digest.hex).pdf")
    #expect(key.ending == "pdf")
    #expect(key.name == "\(digest.hex).pdf")
    for ending in ["../x", "/x", "", "p f"] {
      #expect(throws: ObjectKeyFault.self, "\(ending)") {
        try ObjectKey(in: .all, digest: digest, extension: ending)
      }
    }
  }

  @Test("a prefix holds whole segments")
  func prefixes() throws {
    let prefix = try ObjectPrefix("projects/p-1")
    #expect(prefix == (try ObjectPrefix("projects/p-1/")))
    #expect(prefix.holds(try ObjectKey("projects/p-1/a.pdf")))
    #expect(!prefix.holds(try ObjectKey("projects/p-10/a.pdf")))
    #expect(try ObjectPrefix("") == .all)
    for text in ["/", "//", "..", "a/../b", "a//"] {
      #expect(throws: ObjectKeyFault.self, "\(text)") { try ObjectPrefix(text) }
    }
  }

  @Test("any text is a key or has a fault in words, and never ends the program")
  func anyText() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let count = Int.random(in: 0...30, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let text = String(decoding: bytes, as: UTF8.self)
      if let fault = Self.fault(text) {
        #expect(!fault.description.isEmpty)
        #expect(fault.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
      } else {
        #expect(!text.hasPrefix(".") && !text.contains("/."), "\(text.debugDescription)")
      }
    }
  }

  @Test("a type is two tokens and printable parameters")
  func types() {
    #expect(ContentType("application/pdf")?.text == "application/pdf")
    #expect(ContentType("text/plain; charset=utf-8") != nil)
    for text in ["", "pdf", "a/b/c", "a/", "/b", "a b/c", "a/b\r\nx: 1", "text/plain; é", "a/b "] {
      #expect(ContentType(text) == nil, "\(text.debugDescription)")
    }
    #expect(ContentType.of(ending: "epub").text == "application/epub+zip")
    #expect(ContentType.of(ending: "exe") == .bytes)
  }
}
