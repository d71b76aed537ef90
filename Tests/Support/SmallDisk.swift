import Foundation
package import Testing

extension Trait where Self == ConditionTrait {
  /// For tests that need a disk of their own; they are skipped where none may be mounted.
  package static var smallDisk: Self {
    .enabled(if: SmallDisk.canBeMounted, "needs the right to mount a disk in memory")
  }
}

/// A disk of a few megabytes in memory.
package struct SmallDisk: ~Copyable {
  private let folder: TemporaryFolder
  package let path: String

  static let canBeMounted = {
    do {
      _ = try SmallDisk(megabytes: 1)
      return true
    } catch {
      return false
    }
  }()

  package init(megabytes: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/disk"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let options = "size=\(megabytes)m"
    let result = try Shell.run("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path])
    guard result.status == 0 else { throw CocoaError(.fileWriteNoPermission) }
    self.path = path
    self.folder = folder
  }

  deinit { _ = try? Shell.run("umount", ["-l", path]) }

  package func makeReadOnly() throws {
    _ = try Shell.run("mount", ["-o", "remount,ro", path])
  }

  /// Leaves so many bytes free.
  package func fill(leaving free: Int) throws {
    let values = try FileManager.default.attributesOfFileSystem(forPath: path)
    let now = (values[.systemFreeSize] as? Int) ?? 0
    let bytes = Data(count: max(0, now - free))
    try bytes.write(to: URL(filePath: path + "/ballast"))
  }

  package func empty() throws { try FileManager.default.removeItem(atPath: path + "/ballast") }
}
