import OctavoBase
import OctavoLayout
import Synchronization

/// A page as the file holds it, but for the objects around it.
struct PageStream: Sendable {
  /// Compressed.
  let content: [UInt8]
  /// Faces and pictures it shows.
  let faces: [Int]
  let pictures: [Int]
  let marks: PageMarks
}

/// Turns the pages of a book into what the file holds of them, many at a time.
///
/// First all pages are looked through for the glyphs they show, so that the faces can be cut; then
/// their contents are written in the faces' codes. The pieces of work are the same for any number
/// of threads.
struct PageStreams {
  private let builder: DisplayListBuilder
  private let size: Size
  private let threads: Int

  /// Pages in one piece of work.
  private static let piece = 16

  init(_ builder: DisplayListBuilder, size: Size, threads: Int) {
    self.builder = builder
    self.size = size
    self.threads = threads
  }

  /// What the pages show of each face.
  func census(faceCount: Int) -> GlyphCensus {
    let counted = ParallelMap.run(
      count: pieces.count, threads: threads,
      makeContext: { ListMemory(size) },
      body: { index, memory in
        var census = GlyphCensus(faceCount: faceCount)
        for page in pieces[index] {
          builder.build(page: page, into: &memory.list)
          census.add(memory.list)
        }
        return census
      })
    var all = GlyphCensus(faceCount: faceCount)
    for census in counted { all.merge(census) }
    return all
  }

  /// The pages in order; `progress` is told how many are done after each.
  func write(
    faces: [EmbeddedFace?], progress: (Int) -> Void
  ) throws(OctavoError) -> [PageStream] {
    let done = Mutex(0)
    let written = withoutActuallyEscaping(progress) { progress in
      // Called under the lock alone.
      nonisolated(unsafe) let progress = progress
      return ParallelMap.run(
        count: pieces.count, threads: threads,
        makeContext: { ListMemory(size) },
        body: { index, memory in
          Result { () throws(OctavoError) in
            try write(pieces[index], faces, memory) {
              done.withLock { count in
                count += 1
                progress(count)
              }
            }
          }
        })
    }
    var pages: [PageStream] = []
    for piece in written { pages += try piece.get() }
    return pages
  }

  private func write(
    _ pages: Range<Int>, _ faces: [EmbeddedFace?], _ memory: ListMemory, wrote: () -> Void
  ) throws(OctavoError) -> [PageStream] {
    var content = PageContent(faces: faces, height: size.height)
    var streams: [PageStream] = []
    for page in pages {
      builder.build(page: page, into: &memory.list)
      let stream = try memory.compressor.compress(content.write(memory.list))
      streams.append(
        PageStream(
          content: stream, faces: content.faces, pictures: content.pictures,
          marks: PageMarks(memory.list)))
      wrote()
    }
    return streams
  }

  private var pieces: [Range<Int>] {
    stride(from: builder.pages.lowerBound, to: builder.pages.upperBound, by: Self.piece).map {
      $0..<min($0 + Self.piece, builder.pages.upperBound)
    }
  }

  /// What one thread reuses. A class because a context is shared with the closure it is lent to.
  private final class ListMemory {
    var list: DisplayList
    let compressor = Compressor()

    init(_ size: Size) { list = DisplayList(size: size, label: "") }
  }
}
