/// Turns the bytes of a `text/event-stream` body, cut anywhere, into events
/// (WHATWG HTML, "Server-sent events", §9.2.6 Interpreting an event stream).
///
/// A line's bytes are decoded only when the line is whole, so that a character split between two
/// chunks survives. Bytes that are no UTF-8 become U+FFFD. An event without its empty line at the
/// body's end is dropped, as the standard says.
package struct EventStreamParser: Sendable {
  /// Milliseconds to wait before a reconnection, where the stream set them.
  package private(set) var reconnectionTime: Int?

  private var line: [UInt8] = []
  private var type = ""
  private var data = ""
  private var hasData = false
  private var lastID = ""
  private var isAfterReturn = false
  private var isFirstLine = true
  private var dataBytes = 0

  /// Bytes one event may hold; a stream beyond it is broken or hostile.
  package static let largestEvent = 16 << 20

  package init() {}

  /// Takes the next bytes and gives the events they complete.
  ///
  /// Throws where one event grows beyond `largestEvent`.
  package mutating func take(_ bytes: some Collection<UInt8>) throws(TransportError)
    -> [ServerSentEvent]
  {
    var events: [ServerSentEvent] = []
    var rest = bytes[...]
    if isAfterReturn, let first = rest.first {
      isAfterReturn = false
      if first == lineFeed { rest = rest.dropFirst() }
    }
    while let end = rest.firstIndex(where: { $0 == lineFeed || $0 == carriageReturn }) {
      line.append(contentsOf: rest[..<end])
      if let event = endLine() { events.append(event) }
      let isReturn = rest[end] == carriageReturn
      rest = rest[rest.index(after: end)...]
      guard isReturn else { continue }
      if rest.isEmpty { isAfterReturn = true }
      if rest.first == lineFeed { rest = rest.dropFirst() }
    }
    line.append(contentsOf: rest)
    if line.count + dataBytes > Self.largestEvent {
      throw TransportError(.tooLarge(limit: Self.largestEvent))
    }
    return events
  }

  private mutating func endLine() -> ServerSentEvent? {
    defer { line.removeAll(keepingCapacity: true) }
    if isFirstLine {
      isFirstLine = false
      if line.starts(with: byteOrderMark) { line.removeFirst(byteOrderMark.count) }
    }
    if line.isEmpty { return dispatch() }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    guard colon > 0 else { return nil }
    var value = line[min(colon + 1, line.endIndex)...]
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    setField(String(decoding: line[..<colon], as: UTF8.self), value)
    return nil
  }

  private mutating func setField(_ name: String, _ value: ArraySlice<UInt8>) {
    switch name {
    case "data":
      data += hasData ? "\n" : ""
      data += String(decoding: value, as: UTF8.self)
      dataBytes += value.count + 1
      hasData = true
    case "event": type = String(decoding: value, as: UTF8.self)
    case "id" where !value.contains(0): lastID = String(decoding: value, as: UTF8.self)
    case "retry" where !value.isEmpty && value.allSatisfy { digits.contains($0) }:
      reconnectionTime = Int(String(decoding: value, as: UTF8.self)) ?? reconnectionTime
    default: break
    }
  }

  private mutating func dispatch() -> ServerSentEvent? {
    defer {
      (type, data, hasData, dataBytes) = ("", "", false, 0)
    }
    // One lone `data` line without a value makes an event with empty data; no `data` line, none.
    guard hasData else { return nil }
    return ServerSentEvent(type: type.isEmpty ? "message" : type, data: data, lastID: lastID)
  }
}

private let lineFeed: UInt8 = 0x0A
private let carriageReturn: UInt8 = 0x0D
private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
private let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
