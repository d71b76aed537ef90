import Glibc

/// Where the bundled fonts and templates are.
struct Resources {
  /// The folder that holds `Fonts` and `Templates`.
  let root: String

  var fonts: String { root + "/Fonts" }
  var templates: String { root + "/Templates" }

  /// `OCTAVO_HOME` where it is set; else the nearest folder above the program that has them, or
  /// `share/octavo` beside the program's `bin`.
  static func locate() throws(CommandFailure) -> Resources {
    if let home = getenv("OCTAVO_HOME").map({ String(cString: $0) }), !home.isEmpty {
      guard isComplete(home) else {
        throw CommandFailure(
          .missingInput, "OCTAVO_HOME is “\(home)”, which has no Fonts and Templates folders")
      }
      return Resources(root: home)
    }
    var folder = executable()
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      for candidate in [folder, folder + "/share/octavo"] where isComplete(candidate) {
        return Resources(root: candidate)
      }
    }
    throw CommandFailure(
      .missingInput,
      "cannot find the bundled fonts and templates; set OCTAVO_HOME to the folder that has them")
  }

  private static func isComplete(_ folder: String) -> Bool {
    access(folder + "/Fonts/fonts.yaml", R_OK) == 0 && access(folder + "/Templates", R_OK) == 0
  }

  /// The running program's path, links resolved.
  private static func executable() -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4_096) { buffer in
      guard let base = buffer.baseAddress else { return "" }
      let count = readlink("/proc/self/exe", base, buffer.count - 1)
      guard count > 0 else { return "" }
      base[count] = 0
      return String(cString: base)
    }
  }
}
