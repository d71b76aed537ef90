import Glibc
import OctavoBase

/// Says what a failed system call means for a store in a folder.
enum LocalFault {
  /// The error of a call that concerned an object, from the system's number.
  static func error(_ number: Int32, _ key: ObjectKey) -> ObjectStoreError {
    switch number {
    case ENOTDIR, EISDIR, ELOOP, ENOTEMPTY, EEXIST:
      ObjectStoreError(.conflict(key), detail: SystemError.text(number))
    default: error(number)
    }
  }

  static func error(_ number: Int32) -> ObjectStoreError {
    let words = SystemError.text(number)
    return switch number {
    case ENOSPC, EDQUOT: ObjectStoreError(.full, detail: words)
    case EACCES, EPERM, EROFS: ObjectStoreError(.denied, detail: words)
    case EMFILE, ENFILE, EAGAIN: ObjectStoreError(.unavailable, detail: words)
    default: ObjectStoreError(.inputOutput, detail: words)
    }
  }
}
