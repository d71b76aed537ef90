import OctavoObjects
import OctavoTestSupport
import Testing

/// Names to save downloads by.
@Suite("Download names")
struct DownloadNameTests {
  @Test("plain names stay as they are")
  func plain() {
    let name = DownloadName("The Whale (2nd ed.).pdf")
    #expect(name.text == "The Whale (2nd ed.).pdf")
    #expect(name.contentDisposition == #"attachment; filename="The Whale (2nd ed.).pdf""#)
  }

  @Test("other scripts come twice: plain for old clients, whole for others")
  func scripts() {
    #expect(
      DownloadName("Élan 書.pdf").contentDisposition
        == "attachment; filename=\"_lan _.pdf\"; filename*=UTF-8''%C3%89lan%20%E6%9B%B8.pdf")
    #expect(
      DownloadName("100%.pdf").contentDisposition
        == "attachment; filename=\"100_.pdf\"; filename*=UTF-8''100%25.pdf")
  }

  @Test("nothing ends the header, leaves the folder, or turns the writing around")
  func attacks() {
    #expect(DownloadName("a\r\nSet-Cookie: x=1").text == "aSet-Cookie- x=1")
    #expect(DownloadName("x\"; filename=\"evil.exe").text == "x-; filename=-evil.exe")
    #expect(DownloadName("../../etc/passwd").text == "-..-etc-passwd")
    #expect(DownloadName("C:\\boot.ini").text == "C--boot.ini")
    #expect(DownloadName("book\u{202E}fdp.exe").text == "bookfdp.exe")
    #expect(DownloadName(".bashrc").text == "bashrc")
    #expect(DownloadName(" . ").text == "download")
    #expect(DownloadName("").text == "download")
    #expect(DownloadName("\0\u{7F}\u{85}\u{2028}").text == "download")
  }

  @Test("long names are cut between characters and keep their ending")
  func long() {
    let name = DownloadName(String(repeating: "書", count: 300) + ".docx")
    #expect(name.text.utf8.count <= DownloadName.longest)
    #expect(name.text.hasSuffix("書.docx"))
    let endless = DownloadName(
      String(repeating: "x", count: 300) + "." + String(repeating: "y", count: 300))
    #expect(endless.text.utf8.count == DownloadName.longest)
  }

  @Test("whatever is asked for, the header is one line of ASCII and the name is stable")
  func anyText() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<3000 {
      let count = Int.random(in: 0...120, using: &generator)
      let wish = String(
        String.UnicodeScalarView(
          (0..<count).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...0x3FFF, using: &generator))
          }))
      let name = DownloadName(wish)
      let header = name.contentDisposition
      #expect(header.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
      #expect(header.filter { $0 == "\"" }.count == 2)
      #expect(!name.text.contains { "/\\\"".contains($0) } && !name.text.isEmpty)
      #expect(name.text.utf8.count <= DownloadName.longest)
      #expect(Array(DownloadName(name.text).text.utf8) == Array(name.text.utf8))
    }
  }
}
