import OctavoObjects
import OctavoTestSupport
import OctavoTransport
import Testing

/// Addresses signed by the service itself.
@Suite("Signed addresses")
struct URLSignerTests {
  private static let now = 1_800_000_000

  private static func key(_ id: String) -> SigningKey? {
    Secret(String(repeating: id, count: 32)).flatMap { SigningKey(id: id, secret: $0) }
  }

  private static func signer(_ ids: [String]) throws -> URLSigner {
    let ring = try #require(SigningKeyRing(ids.compactMap(key)))
    return URLSigner(root: "https://books.example", ring: ring)
  }

  private struct Signed {
    var path: String
    var query: String

    func verdict(_ signer: URLSigner, method: String = "GET", now: Int = now) -> URLVerdict {
      signer.verify(method: method, path: path, query: query, now: now)
    }

    mutating func replace(_ parameter: String, _ value: String) {
      query = query.split(separator: "&")
        .map { $0.hasPrefix(parameter + "=") ? "\(parameter)=\(value)" : String($0) }
        .joined(separator: "&")
    }
  }

  private static func signed(
    _ signer: URLSigner, name: String = "Élan & so on.pdf", method: String = "GET"
  ) throws -> Signed {
    let url = signer.sign(
      try ObjectKey("projects/p-1/book.pdf"), name: DownloadName(name), method: method,
      expiresAt: now + 60)
    let parts = url.address.split(separator: "?")
    let lead = "https://books.example" + URLSigner.path
    #expect(parts.count == 2 && parts[0].hasPrefix(lead))
    return Signed(path: String(parts[0].dropFirst(lead.count)), query: String(parts[1]))
  }

  @Test("a signed address is valid until it expires, for its object and its name")
  func valid() throws {
    let signer = try Self.signer(["a"])
    let signed = try Self.signed(signer)
    guard case .valid(let download) = signed.verdict(signer) else {
      Issue.record("\(signed.verdict(signer))")
      return
    }
    #expect(download.key.text == "projects/p-1/book.pdf")
    #expect(download.name.text == "Élan & so on.pdf")
    #expect(download.expiresAt == Self.now + 60)
    #expect(signed.verdict(signer, now: Self.now + 59) == .valid(download))
    #expect(signed.verdict(signer, now: Self.now + 60) == .expired(at: Self.now + 60))
  }

  @Test("the form of an address is the documented one")
  func form() throws {
    let signed = try Self.signed(try Self.signer(["a"]), name: "book.pdf")
    let code = HMACSHA256.code(
      for: "octavo-artifact-1\nGET\nprojects/p-1/book.pdf\n\(Self.now + 60)\nbook.pdf\na".utf8,
      key: String(repeating: "a", count: 32).utf8)
    #expect(signed.path == "projects/p-1/book.pdf")
    #expect(
      signed.query == "expires=\(Self.now + 60)&kid=a&name=book.pdf&signature=\(code.hex)")
  }

  @Test("another object, method, name, time or key was not signed")
  func altered() throws {
    let signer = try Self.signer(["a", "b"])
    let signed = try Self.signed(signer)
    for method in ["HEAD", "PUT", "DELETE", "get", ""] {
      #expect(signed.verdict(signer, method: method) == .forged, "\(method)")
    }
    let change: [(inout Signed) -> Void] = [
      { $0.path = "projects/p-2/book.pdf" }, { $0.path = "projects/p-1/book.pd" },
      { $0.replace("name", "evil.exe") }, { $0.replace("expires", "\(Self.now + 61)") },
      { $0.replace("kid", "b") }, { $0.replace("kid", "unknown") }, { $0.replace("kid", "") },
      { $0.replace("signature", String(repeating: "0", count: 64)) },
    ]
    for (index, alter) in change.enumerated() {
      var altered = signed
      alter(&altered)
      #expect(altered.verdict(signer) == .forged, "change \(index)")
    }
    #expect(try Self.signed(signer, method: "PUT").verdict(signer) == .forged)
  }

  @Test("every altered digit of a signature is forged, whether expired or not")
  func everyDigit() throws {
    let signer = try Self.signer(["a"])
    let signed = try Self.signed(signer)
    let signature = signed.query.suffix(64)
    for index in signature.indices {
      var altered = signed
      let digit = signature[index] == "0" ? "1" : "0"
      let other = signature[..<index] + digit + signature[signature.index(after: index)...]
      altered.replace("signature", String(other))
      #expect(altered.verdict(signer) == .forged)
      #expect(altered.verdict(signer, now: Self.now + 1000) == .forged)
    }
  }

  @Test("what is not in the written form is malformed, and says how")
  func malformed() throws {
    let signer = try Self.signer(["a"])
    let signed = try Self.signed(signer, name: "a.pdf")
    func fault(_ alter: (inout Signed) -> Void) -> URLVerdict {
      var altered = signed
      alter(&altered)
      return altered.verdict(signer)
    }
    #expect(fault { $0.query = "" } == .malformed(.missing(.expires)))
    #expect(fault { $0.query += "&name=b.pdf" } == .malformed(.doubled(.name)))
    #expect(fault { $0.query += "&x=1" } == .malformed(.unknownParameter))
    #expect(fault { $0.query += "&lonely" } == .malformed(.query))
    #expect(fault { $0.replace("name", "%zz") } == .malformed(.query))
    #expect(fault { $0.replace("name", "%FF") } == .malformed(.query))
    #expect(fault { $0.replace("name", "a%0d%0aX:1") } == .malformed(.value(.name)))
    #expect(fault { $0.replace("name", "..%2Fa.pdf") } == .malformed(.value(.name)))
    #expect(fault { $0.replace("expires", "+1800000060") } == .malformed(.value(.expires)))
    #expect(fault { $0.replace("expires", "01800000060") } == .malformed(.value(.expires)))
    #expect(fault { $0.replace("expires", "99999999999999999999") } == .malformed(.value(.expires)))
    #expect(fault { $0.replace("signature", "abc") } == .malformed(.value(.signature)))
    #expect(fault { $0.replace("kid", "a%0Ab") } == .malformed(.value(.kid)))
    #expect(fault { $0.path = "../secret" } == .malformed(.key(.dotSegment)))
    #expect(fault { $0.path = "projects%2Fp-1/book.pdf" } == .malformed(.key(.badCharacter("%"))))
    #expect(fault { $0.path = "" } == .malformed(.key(.empty)))
    #expect(
      fault { $0.query = String(repeating: "a", count: 5000) } == .malformed(.query))
    // Capitals would be a second spelling of the same signature.
    #expect(
      fault { $0.query = $0.query.dropLast(64) + $0.query.suffix(64).uppercased() }
        == .malformed(.value(.signature)))
  }

  @Test("any query and path is judged, never valid, and never ends the program")
  func anything() throws {
    let signer = try Self.signer(["a"])
    let signed = try Self.signed(signer)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<3000 {
      var bytes = Array(signed.query.utf8)
      let index = Int.random(in: bytes.indices, using: &generator)
      let byte = UInt8.random(in: 0x20..<0x7F, using: &generator)
      guard bytes[index] != byte else { continue }
      bytes[index] = byte
      let altered = Signed(path: signed.path, query: String(decoding: bytes, as: UTF8.self))
      guard case .valid(let download) = altered.verdict(signer) else { continue }
      // Hexadecimal digits of an escape may be written in either case; the name is the same.
      #expect(download.name.text == "Élan & so on.pdf", "\(altered.query)")
    }
  }

  @Test("the newest key signs, all verify until they are retired")
  func rotation() throws {
    let old = try #require(Self.key("old"))
    let ring = try #require(SigningKeyRing([old]))
    let before = URLSigner(root: "https://books.example", ring: ring)
    let signed = try Self.signed(before)
    let rotated = ring.rotated(now: Self.now)
    let after = URLSigner(root: "https://books.example", ring: rotated)
    #expect(rotated.newest != old && rotated.keys.last == old)
    guard case .valid = signed.verdict(after) else {
      Issue.record("the old key no longer verifies")
      return
    }
    let fresh = try Self.signed(after)
    #expect(fresh.query.contains("kid=\(rotated.newest.id)&"))
    #expect(fresh.verdict(before) == .forged)
    let retired = try #require(rotated.retiring("old"))
    #expect(signed.verdict(URLSigner(root: "", ring: retired)) == .forged)
    #expect(retired.retiring(retired.newest.id) == nil)
    #expect(retired.retiring("unknown") == nil)
  }

  @Test("keys have plain names and secrets that cannot be guessed; none is printed")
  func keys() throws {
    let secret = try #require(Secret(String(repeating: "s", count: 32)))
    for id in ["", "a b", "a&b", "é", String(repeating: "a", count: 33)] {
      #expect(SigningKey(id: id, secret: secret) == nil, "\(id)")
    }
    #expect(SigningKey(id: "a", secret: try #require(Secret("short"))) == nil)
    #expect(SigningKeyRing([]) == nil)
    let key = try #require(SigningKey(id: "a", secret: secret))
    #expect(SigningKeyRing([key, key]) == nil)
    let made = SigningKey.generated(now: Self.now)
    #expect(made != SigningKey.generated(now: Self.now))
    #expect(SigningKey(id: made.id, secret: made.secret) == made)
    #expect(!"\(key) \(String(reflecting: SigningKeyRing([key])))".contains("sss"))
  }
}
