import Foundation
import OctavoBase
import OctavoLayout
import OctavoRender

/// Runs an installed program and gathers what it prints on both of its outputs.
func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [name] + arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
}

/// A folder that is gone after the test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "octavo-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes bytes to a file of the folder and returns its path.
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file.path
  }
}

/// Fails once it has taken a number of bytes, as a full disk does.
final class FullDisk: ByteSink {
  private var room: Int

  init(room: Int) { self.room = room }

  func write(_ bytes: UnsafeRawBufferPointer) throws(OctavoError) {
    room -= bytes.count
    if room < 0 {
      throw OctavoError(.inputOutput, "output.write-failed", "cannot write: disk full")
    }
  }
}

/// The PDF of a book as bytes.
func pdf(_ book: PagedBook, pages: Range<Int>? = nil, threads: Int = 1) throws -> [UInt8] {
  let sink = MemorySink()
  try PDFWriter(fonts: RepositoryFont.files, threads: threads).write(book, pages: pages, to: sink)
  return sink.bytes
}

/// A PDF readable by eye and test: streams unpacked, after `qpdf --check` found nothing.
func unpacked(_ bytes: [UInt8]) throws -> String {
  let folder = try TemporaryFolder()
  let file = try folder.write(bytes, as: "book.pdf")
  let check = try run("qpdf", ["--check", file])
  guard check.status == 0 else { throw Damaged(report: check.output) }
  return try run("qpdf", ["--qdf", "--object-streams=disable", file, "-"]).output
}

struct Damaged: Error { let report: String }

/// The text poppler reads from a PDF.
func extractedText(_ bytes: [UInt8]) throws -> String {
  let folder = try TemporaryFolder()
  return try run("pdftotext", ["-raw", try folder.write(bytes, as: "book.pdf"), "-"]).output
}
