package import OctavoText

/// Where the faces of a `FontLibrary` lie, for writers that open them themselves.
package struct FontFiles: Sendable {
  /// One face: a static font, every variable axis already pinned.
  package struct Face: Sendable, Hashable {
    /// The font file, ready to open.
    package let path: String
    /// Index of the face in a collection; 0 for a file of one face.
    package let index: Int

    package init(path: String, index: Int = 0) {
      self.path = path
      self.index = index
    }
  }

  /// By `FontID.index`.
  package let faces: [Face]

  package init(faces: [Face]) { self.faces = faces }

  /// The face of an id; nil where the library has none.
  package subscript(id: FontID) -> Face? {
    Int(id.index) < faces.count ? faces[Int(id.index)] : nil
  }
}
