import OctavoBase
import Testing

@testable import OctavoBreaking

@Suite("Streams of notes")
struct NoteStreamTests {
  private func stream(_ counts: [Int32], inner: Set<Int> = []) -> NoteStream {
    NoteStream(
      notes: ContiguousArray(
        counts.enumerated().map { PageMaterial.Note(lineCount: $1, isInner: inner.contains($0)) }))
  }

  @Test("notes that fit are all taken")
  func whole() {
    let cut = stream([3, 4]).cut(length: 7, end: 2, room: 7)
    #expect(cut == NoteStream.Cut(taken: 7))
  }

  @Test("any note may be divided, with two lines on each side")
  func inside() {
    #expect(
      stream([6, 6, 2]).cut(length: 14, end: 3, room: 3)
        == NoteStream.Cut(taken: 3, isInside: true, deferred: 2))
    #expect(
      stream([6, 6, 2]).cut(length: 14, end: 3, room: 5)
        == NoteStream.Cut(taken: 4, isInside: true, deferred: 2))
    #expect(
      stream([6, 6, 2]).cut(length: 14, end: 3, room: 9)
        == NoteStream.Cut(taken: 9, isInside: true, deferred: 1))
    #expect(
      stream([6, 6, 2]).cut(length: 14, end: 3, room: 7)
        == NoteStream.Cut(taken: 6, isInside: false, deferred: 2))
  }

  @Test("a note of three lines or fewer is not divided")
  func short() {
    #expect(stream([3]).cut(length: 3, end: 1, room: 2).taken == 0)
    #expect(
      stream([2, 3]).cut(length: 5, end: 2, room: 4)
        == NoteStream.Cut(taken: 2, isInside: false, deferred: 1))
  }

  @Test("what an earlier page left of a note is divided like a note")
  func continued() {
    #expect(
      stream([20, 2]).cut(length: 7, end: 2, room: 4)
        == NoteStream.Cut(taken: 3, isInside: true, deferred: 1))
    #expect(stream([20, 2]).cut(length: 7, end: 2, room: 6).taken == 5)
  }

  @Test("a note called in a note takes the end of that one with it to the next page")
  func inner() {
    #expect(
      stream([8, 1], inner: [1]).cut(length: 9, end: 2, room: 8)
        == NoteStream.Cut(taken: 6, isInside: true, deferred: 0))
    #expect(
      stream([3, 1], inner: [1]).cut(length: 4, end: 2, room: 3)
        == NoteStream.Cut(taken: 3, isInside: false, deferred: 0))
  }

  @Test("a page that must take something takes a line at least")
  func forced() {
    #expect(stream([3]).forcedCut(length: 3, end: 1, room: 1).taken == 1)
    #expect(stream([3]).forcedCut(length: 3, end: 1, room: 0).taken == 1)
    #expect(stream([9]).forcedCut(length: 9, end: 1, room: 8).taken == 7)
  }
}
