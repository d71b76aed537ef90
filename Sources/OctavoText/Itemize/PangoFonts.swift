import CPango
import Synchronization

/// A fontconfig set-up that knows only the library's files, made when Pango is first needed.
///
/// Nothing of the system's fonts, settings or caches is read: the files are added one by one.
final class PangoFonts: Sendable {
  /// Unchecked, because a configuration is only read after its fonts are added.
  struct Configuration: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let paths: [String]
  private let configuration = Mutex<Configuration?>(nil)

  init(paths: [String]) { self.paths = paths }

  deinit {
    configuration.withLock { configuration in
      if let configuration { FcConfigDestroy(configuration.pointer) }
    }
  }

  /// Makes an empty configuration the process's default, once: a Pango font map would otherwise
  /// have fontconfig read the system's in a thread of its own, though it is never asked for.
  private static let keepSystemFontsOut: Void = {
    guard let empty = FcConfigCreate() else { return }
    FcConfigSetCurrent(empty)
    FcConfigDestroy(empty)
  }()

  /// The configuration, shared by all threads.
  func shared() -> Configuration? {
    configuration.withLock { configuration in
      if let configuration { return configuration }
      Self.keepSystemFontsOut
      guard let pointer = FcConfigCreate() else { return nil }
      for path in paths {
        _ = path.withCString { text in
          text.withMemoryRebound(to: FcChar8.self, capacity: path.utf8.count + 1) {
            FcConfigAppFontAddFile(pointer, $0)
          }
        }
      }
      configuration = Configuration(pointer: pointer)
      return configuration
    }
  }
}
