import OctavoTestSupport
import OctavoTransport
import Testing

@testable import OctavoObjects

/// The answers of S3 services, whole and broken.
@Suite("S3 answers")
struct XMLReaderTests {
  private static func root(_ text: String) -> XMLNode? { XMLReader.root(of: Array(text.utf8)) }

  @Test("elements, text, references, CDATA, comments and prefixes are read")
  func reading() throws {
    let root = try #require(
      Self.root(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- a > comment -->
        <s3:Error xmlns:s3="urn:x" note='a > b'>
          <Code>Slow&amp;Down</Code><Empty/><Empty></Empty >
          <Message>&lt;a&gt; &#233;&#x1F4DA; <![CDATA[<raw> & ]] ]]>end</Message>
        </s3:Error>

        """))
    #expect(root.name == "Error")
    #expect(root.text("Code") == "Slow&Down")
    #expect(root.text("Message") == "<a> é📚 <raw> & ]] end")
    #expect(root.all("Empty").count == 2 && root.text("Empty") == nil)
    #expect(root["Missing"] == nil)
  }

  @Test(
    "what is no document, or brings its own entities, is refused",
    arguments: [
      "", "text", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>text", "<a", "<a b='>",
      "<a>&nope;</a>",
      "<a>&amp</a>", "<a>&#xD800;</a>", "<a>&#99999999999;</a>", "<!-- only -->", "< a/>", "<>",
      "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a><![CDATA[x</a>", "<?xml", "<a><!-- </a>",
    ])
  func broken(text: String) { #expect(Self.root(text) == nil) }

  @Test("depth is bounded, and bytes that are no UTF-8 are refused")
  func bounds() {
    let deep = String(repeating: "<a>", count: 33) + String(repeating: "</a>", count: 33)
    #expect(Self.root(deep) == nil)
    #expect(Self.root(String(deep.dropFirst(3).dropLast(4))) != nil)
    #expect(XMLReader.root(of: [0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E]) == nil)
  }

  @Test("any bytes are read or refused, and never end the program")
  func anything() {
    let start = Array(
      "<?xml version='1.0'?><ListBucketResult><Contents><Key>a&amp;b</Key></Contents></ListBucketResult>"
        .utf8)
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<5000 {
      var bytes = start
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        default:
          bytes.insert(
            contentsOf: Array("<>&/![-".utf8).shuffled(using: &generator).prefix(1), at: index)
        }
      }
      _ = XMLReader.root(of: bytes)
      _ = S3ObjectPage(bytes)
    }
  }

  @Test("pages of objects, uploads and parts are read, and say what comes next")
  func pages() throws {
    let objects = try #require(
      S3ObjectPage(
        Array(
          """
          <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>true</IsTruncated>
          <NextContinuationToken>t/1=</NextContinuationToken><Contents><Key>a b</Key>
          <LastModified>2026-01-02T03:04:05.000Z</LastModified><Size>7</Size></Contents></ListBucketResult>
          """.utf8)))
    #expect(objects.entries == [.init(key: "a b", size: 7, modified: 1_767_323_045)])
    #expect(objects.next == "t/1=")
    let uploads = try #require(
      S3UploadPage(
        Array(
          """
          <ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>
          <NextUploadIdMarker>u</NextUploadIdMarker><Upload><Key>k</Key><UploadId>u</UploadId>
          <Initiated>2026-01-02T03:04:05Z</Initiated></Upload></ListMultipartUploadsResult>
          """.utf8)))
    #expect(uploads.entries == [.init(key: "k", id: "u", initiated: 1_767_323_045)])
    #expect(uploads.next == .init(key: "k", id: "u"))
    let parts = try #require(
      S3PartPage(
        Array(
          """
          <ListPartsResult><IsTruncated>false</IsTruncated><NextPartNumberMarker>1</NextPartNumberMarker>
          <Part><PartNumber>1</PartNumber><Size>5</Size><ETag>&quot;e&quot;</ETag></Part></ListPartsResult>
          """.utf8)))
    #expect(parts.parts == [.init(number: 1, size: 5, tag: "\"e\"")] && parts.next == nil)
    #expect(S3ObjectPage(Array("<Error/>".utf8)) == nil)
  }

  @Test("refusals become errors with the service's words and what to do")
  func refusals() throws {
    func error(_ status: Int, _ body: String) throws -> ObjectStoreError {
      S3Refusal(HTTPHead(status: status, headers: []), body: Array(body.utf8))
        .error(
          try ObjectKey("a"), Redaction(secrets: [Secret("very-secret-key")].compactMap { $0 }))
    }
    func xml(_ code: String, _ message: String = "m", _ more: String = "") -> String {
      "<Error><Code>\(code)</Code><Message>\(message)</Message>\(more)</Error>"
    }
    #expect(try error(403, xml("SignatureDoesNotMatch")).kind == .denied)
    #expect(try error(403, "").kind == .denied)
    #expect(try error(404, xml("NoSuchKey")).kind == .missing(try ObjectKey("a")))
    #expect(try error(404, xml("NoSuchBucket")).kind == .noStore)
    #expect(try error(503, xml("SlowDown")).kind == .unavailable)
    #expect(try error(500, "<html>proxy</html>").kind == .unavailable)
    #expect(try error(507, "").kind == .full)
    #expect(try error(418, "short and stout").kind == .refused)
    let moved = try error(
      400, xml("AuthorizationHeaderMalformed", "m", "<Region>eu-west-3</Region>"))
    #expect(moved.kind == .noStore && moved.message.contains("the region eu-west-3"))
    let leak = try error(403, xml("AccessDenied", "very-secret-key &#10;&#27;[2J"))
    #expect(!leak.message.contains("very-secret-key"))
    #expect(!leak.message.unicodeScalars.contains { $0.value < 0x20 })
    #expect(try error(403, xml("RequestTimeTooSkewed")).message.contains("clock"))
    #expect(try error(400, xml("X", String(repeating: "y", count: 9999))).message.count < 500)
  }

  @Test("waits double, are spread, and give way to what the service asks, within reason")
  func waits() {
    let retry = S3Retry(attempts: 4, base: 1, longest: 3, patience: 60)
    #expect(retry.wait(after: 1, asked: nil, chance: 1) == 1)
    #expect(retry.wait(after: 2, asked: nil, chance: 1) == 2)
    #expect(retry.wait(after: 3, asked: nil, chance: 1) == 3)
    #expect(retry.wait(after: 3, asked: nil, chance: 0) == 1.5)
    #expect(retry.wait(after: 4, asked: nil, chance: 1) == nil)
    #expect(retry.wait(after: 1, asked: 10, chance: 1) == 10)
    #expect(retry.wait(after: 1, asked: 61, chance: 1) == nil)
  }
}
