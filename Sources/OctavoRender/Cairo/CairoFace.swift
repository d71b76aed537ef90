import CCairo
import OctavoBase

/// Opens a font file as a Cairo font face; Cairo then owns FreeType's handles.
///
/// Each face has a FreeType library of its own: Cairo keeps recently used fonts in a cache of the
/// process and may drop them from any thread, and FreeType libraries are not thread-safe.
enum CairoFace {
  /// What Cairo's last reference to a face sets free. A class because C holds the pointer.
  private final class Handles {
    let library: FT_Library
    let face: FT_Face

    init(library: FT_Library, face: FT_Face) {
      self.library = library
      self.face = face
    }

    deinit {
      FT_Done_Face(face)
      FT_Done_FreeType(library)
    }
  }

  /// Only its address counts: the key under which a face carries its handles.
  private final class Key: Sendable {}
  private static let key = Key()

  private static func keyPointer() -> UnsafePointer<cairo_user_data_key_t> {
    UnsafeRawPointer(Unmanaged.passUnretained(key).toOpaque())
      .assumingMemoryBound(to: cairo_user_data_key_t.self)
  }

  /// The face, to be released with `cairo_font_face_destroy`.
  static func open(_ file: FontFiles.Face) throws(OctavoError) -> OpaquePointer {
    let handles = try openHandles(file)
    let loadFlags = Int32(FT_LOAD_NO_HINTING)
    guard let face = cairo_ft_font_face_create_for_ft_face(handles.face, loadFlags) else {
      throw unreadable(file)
    }
    let owned = Unmanaged.passRetained(handles)
    let status = cairo_font_face_set_user_data(face, keyPointer(), owned.toOpaque()) { pointer in
      if let pointer { Unmanaged<Handles>.fromOpaque(pointer).release() }
    }
    if status != CAIRO_STATUS_SUCCESS {
      cairo_font_face_destroy(face)
      owned.release()
      throw CairoStatus.error(status, "opening the font “\(file.path)”")
    }
    return face
  }

  private static func openHandles(_ file: FontFiles.Face) throws(OctavoError) -> Handles {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else {
      throw OctavoError(.defect, "render.freetype-failed", "FreeType cannot be started")
    }
    var face: FT_Face?
    guard FT_New_Face(library, file.path, FT_Long(file.index), &face) == 0, let face else {
      FT_Done_FreeType(library)
      throw unreadable(file)
    }
    return Handles(library: library, face: face)
  }

  private static func unreadable(_ file: FontFiles.Face) -> OctavoError {
    OctavoError(
      .missingInput, "font.unreadable", "the font “\(file.path)” cannot be opened for drawing")
  }
}
