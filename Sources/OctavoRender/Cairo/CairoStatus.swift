import CCairo
import OctavoBase

/// Cairo's result codes as Octavo's errors.
enum CairoStatus {
  /// Throws unless the status says that all is well.
  static func check(_ status: cairo_status_t, _ doing: String) throws(OctavoError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw error(status, doing)
  }

  static func error(_ status: cairo_status_t, _ doing: String) -> OctavoError {
    let words = String(cString: cairo_status_to_string(status))
    switch status {
    case CAIRO_STATUS_WRITE_ERROR:
      return OctavoError(.inputOutput, "output.write-failed", "cannot write while \(doing)")
    case CAIRO_STATUS_NO_MEMORY:
      return OctavoError(.inputOutput, "render.out-of-memory", "out of memory while \(doing)")
    default:
      return OctavoError(.defect, "render.cairo-failed", "Cairo failed while \(doing): \(words)")
    }
  }
}
