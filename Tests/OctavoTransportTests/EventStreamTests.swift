import OctavoTestSupport
import OctavoTransport
import Testing

/// What a stream of events says, however the network cuts it.
@Suite("Event streams")
struct EventStreamTests {
  private static func events(_ text: String) throws -> [ServerSentEvent] {
    var parser = EventStreamParser()
    return try parser.take(Array(text.utf8))
  }

  @Test("each rule of the grammar is kept", arguments: Self.cases)
  func grammar(stream: String, expected: [ServerSentEvent]) throws {
    #expect(try Self.events(stream) == expected)
  }

  static let cases: [(String, [ServerSentEvent])] = [
    ("data: a\n\n", [ServerSentEvent(data: "a")]),
    ("data:a\n\ndata:  b\n\n", [ServerSentEvent(data: "a"), ServerSentEvent(data: " b")]),
    ("data: a\ndata: b\n\n", [ServerSentEvent(data: "a\nb")]),
    ("data: a\r\n\r\ndata: b\r\rdata: c\n\n", ["a", "b", "c"].map { ServerSentEvent(data: $0) }),
    (
      "event: x\ndata: 1\n\ndata: 2\n\n",
      [
        ServerSentEvent(type: "x", data: "1"), ServerSentEvent(data: "2"),
      ]
    ),
    (": comment\n\n:\ndata: a\n\n", [ServerSentEvent(data: "a")]),
    ("event: x\n\ndata: a\n\n", [ServerSentEvent(data: "a")]),
    ("data\n\ndata\ndata\n\n", [ServerSentEvent(data: ""), ServerSentEvent(data: "\n")]),
    ("data:\n\n", [ServerSentEvent(data: "")]),
    (
      "id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
      [
        ServerSentEvent(data: "a", lastID: "7"), ServerSentEvent(data: "b", lastID: "7"),
        ServerSentEvent(data: "c"),
      ]
    ),
    ("id: a\u{0}b\ndata: a\n\n", [ServerSentEvent(data: "a")]),
    ("\u{FEFF}data: a\n\n", [ServerSentEvent(data: "a")]),
    ("data: a\n\n\u{FEFF}data: b\n\n", [ServerSentEvent(data: "a")]),
    ("data: a\n\ndata: never ended", [ServerSentEvent(data: "a")]),
    ("data: a\n\ndata: never ended\n", [ServerSentEvent(data: "a")]),
    ("foo: x\n data: x\nDATA: x\ndata: a: b\n\n", [ServerSentEvent(data: "a: b")]),
  ]

  @Test("cuts change nothing, within characters or line ends")
  func anyCut() throws {
    let stream =
      "\u{FEFF}event: é\r\ndata: “Añ—日本語—👩‍👧”\r\n\r\n: c\rdata: b\ndata: c\r\r\ndata: 😀\n\n"
    let bytes = Array(stream.utf8)
    var whole = EventStreamParser()
    let expected = try whole.take(bytes)
    #expect(expected.map(\.data) == ["“Añ—日本語—👩‍👧”", "b\nc", "😀"])
    for size in 1...bytes.count {
      var parser = EventStreamParser()
      var events: [ServerSentEvent] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        events += try parser.take(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(events == expected, "pieces of \(size) bytes")
    }
  }

  @Test("any bytes at all are taken without harm")
  func anyBytes() throws {
    var random = SeededGenerator(seed: 11)
    let alphabet = Array("data:eventid\n\r \u{FEFF}é:".utf8) + [0xFF, 0xC3, 0]
    for _ in 0..<300 {
      var parser = EventStreamParser()
      let count = Int(random.next() % 200)
      let bytes = (0..<count).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      var pieces = EventStreamParser()
      let one = try parser.take(bytes)
      var many: [ServerSentEvent] = []
      for byte in bytes { many += try pieces.take([byte]) }
      #expect(one == many)
    }
  }

  @Test("the time to reconnect is digits or nothing")
  func reconnectionTime() throws {
    var parser = EventStreamParser()
    _ = try parser.take(Array("retry: 1500\n\nretry: soon\n\nretry:\n\n".utf8))
    #expect(parser.reconnectionTime == 1500)
  }

  @Test("an event without end is refused before it fills the memory")
  func endlessEvent() throws {
    var parser = EventStreamParser()
    let piece = [UInt8](repeating: 0x61, count: 1 << 20)
    #expect(throws: TransportError.self) {
      for _ in 0..<20 { _ = try parser.take(piece) }
    }
  }
}
