import Testing

@testable import OctavoEbook

/// What is not well-formed XML is not taken for it, and what is well-formed is.
@Suite("XML")
struct XMLScannerTests {
  @Test(
    "each breach of XML is damage",
    arguments: [
      "", "  ", "text", "<a", "<a>", "<a></b>", "<a/><b/>", "<a></a>text", "text<a/>",
      "<a></a></a>",
      "<a b=\"1\" b=\"2\"/>", "<a b=\"1\"c=\"2\"/>", "<a b=\"x < y\"/>", "<a b=1/>", "<a b/>",
      "<a>x & y</a>", "<a>&nbsp;</a>", "<a>&#1;</a>", "<a>&#xFFFF;</a>", "<a>&#xD800;</a>",
      "<a>&#;</a>", "<a>&#+5;</a>", "<a>&lt</a>", "<a>\u{1}</a>", "<a b=\"\u{8}\"/>",
      "<a>\u{FFFE}</a>",
      "<a>]]></a>", "<a><!-- x -- y --></a>", "<a><!-- x ---></a>", "<a><![CDATA[x]]</a>",
      "<![CDATA[x]]><a/>", "<a><?xml version=\"1.0\"?></a>", " <?xml version=\"1.0\"?><a/>",
      "<a/><!DOCTYPE a>", "<!DOCTYPE a><!DOCTYPE a><a/>", "<!ELEMENT a><a/>", "<1a/>", "<-a/>",
      "<p:a/>", "<a p:b=\"1\"/>", "<a:/>", "<:a/>", "<a:b:c xmlns:a=\"x\"/>", "<a xmlns:p=\"\"/>",
      "<a><b xmlns:p=\"x\"/><p:c/></a>", "< a/>", "<a><? x?></a>",
    ])
  func breach(text: String) { #expect(Self.events(Array(text.utf8)) == nil) }

  @Test("bytes that are no UTF-8 are damage, with their line")
  func bytes() {
    for bytes: [UInt8] in [
      [0xFF, 0x20], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xEF, 0xBF, 0xBF],
    ] {
      var scanner = XMLScanner(Array("<a>\n\nx".utf8) + bytes + Array("</a>".utf8))
      while scanner.next() != nil {}
      #expect(scanner.isDamaged)
      #expect(scanner.line == 3)
    }
  }

  @Test(
    "what XML allows is read",
    arguments: [
      ("<a/>", ["<a"]),
      (
        "\u{FEFF}<?xml version=\"1.0\"?>\n<!-- c --><a b='x \"&gt;&#x41;'>t&amp;u</a>\n<!-- d -->\n",
        ["<a b=x \">A", "t&u", ">a"]
      ),
      ("<!DOCTYPE a [<!ENTITY e \"ée\"> <!-- > -->]><a>&e;</a>", ["<a", "ée", ">a"]),
      (
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"xhtml11.dtd\"><a>&nbsp;</a>",
        ["<a", "\u{FFFD}", ">a"]
      ),
      (
        "<a xmlns:p=\"x\"><p:b p:c=\"1\" xml:lang=\"en\"/></a>",
        ["<a xmlns:p=x", "<p:b p:c=1 xml:lang=en", ">a"]
      ),
      ("<a><![CDATA[<&]]>\u{10FFFF}\u{80}é</a >", ["<a", "<&", "\u{10FFFF}\u{80}é", ">a"]),
      ("<a><?target some?></a>", ["<a", "?target", ">a"]),
    ])
  func allowed(text: String, wanted: [String]) {
    #expect(Self.events(Array(text.utf8)) == wanted)
    let units = Array(text.utf16)
    let swapped = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(Self.events([0xFF, 0xFE] + swapped) == wanted)
  }

  /// What is read, in short; nil for a text that is damaged.
  private static func events(_ bytes: [UInt8]) -> [String]? {
    var scanner = XMLScanner(bytes)
    var found: [String] = []
    while let event = scanner.next() {
      switch event {
      case .start(let name, let attributes, _):
        found.append(
          (["<" + name] + attributes.map { "\($0.name)=\($0.value)" }).joined(separator: " "))
      case .end(let name): found.append(">" + name)
      case .text(let text): if text != "\n" { found.append(text) }
      case .instruction(let target, _): found.append("?" + target)
      case .other: break
      }
    }
    return scanner.isDamaged ? nil : found
  }
}
