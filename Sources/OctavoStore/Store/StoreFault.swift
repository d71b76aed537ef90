import GRDB
import Glibc
import OctavoBase

/// Words for what can go wrong with the store, in one place.
enum StoreFault {
  /// An error of SQLite's, or of ours, as the error a command ends with.
  static func error(_ error: any Error, path: String) -> OctavoError {
    if let known = error as? OctavoError { return known }
    guard let fault = error as? DatabaseError else { return defect("\(error)") }
    return database(fault, path)
  }

  private static func database(_ fault: DatabaseError, _ path: String) -> OctavoError {
    switch fault.resultCode {
    case .SQLITE_FULL: return diskFull(path)
    case .SQLITE_IOERR: return inputOutput(fault, path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return busy(path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: return readOnly(path)
    case .SQLITE_CANTOPEN: return cannotOpen(path)
    case .SQLITE_NOTADB: return notADatabase(path)
    case .SQLITE_CORRUPT: return corrupt(path)
    case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG: return refused(fault)
    default: return defect("SQLite says: \(fault.message ?? "error \(fault.resultCode.rawValue)")")
    }
  }

  static func diskFull(_ path: String) -> OctavoError {
    OctavoError(
      .inputOutput, "store.disk-full", "there is no room left on the disk to write to “\(path)”",
      hints: ["make room and run the same command again: everything written before is kept"])
  }

  private static func inputOutput(_ fault: DatabaseError, _ path: String) -> OctavoError {
    // A limit on the size of files shows as a write that failed.
    if fault.extendedResultCode == .SQLITE_IOERR_WRITE
      || fault.extendedResultCode == .SQLITE_IOERR_SHMSIZE
    {
      return OctavoError(
        .inputOutput, "store.write-failed",
        "cannot write to “\(path)”: the disk is full, failing, or limits the size of files",
        hints: ["make room and run the same command again: everything written before is kept"])
    }
    return OctavoError(
      .inputOutput, "store.read-failed",
      "reading or writing “\(path)” failed (\(fault.message ?? "disk I/O error"))",
      hints: ["look at the disk's health; `octavo store check` tells what is left"])
  }

  static func busy(_ path: String) -> OctavoError {
    OctavoError(
      .tryAgain, "store.busy", "another process is writing to “\(path)” and did not finish in time",
      hints: ["try again in a moment"])
  }

  static func readOnly(_ path: String) -> OctavoError {
    OctavoError(
      .cannotWrite, "store.read-only", "“\(path)” or its folder may not be written to",
      hints: ["change its permissions, or name another folder for the store"])
  }

  static func cannotOpen(_ path: String) -> OctavoError {
    OctavoError(
      .missingInput, "store.cannot-open", "“\(path)” cannot be opened: \(SystemError.text(errno))")
  }

  static func notADatabase(_ path: String) -> OctavoError {
    OctavoError(
      .badInput, "store.not-a-database",
      "“\(path)” is not a store of Octavo's: it was left as it is",
      hints: ["name another folder for the store, or move the file away"])
  }

  static func corrupt(_ path: String) -> OctavoError {
    OctavoError(
      .badInput, "store.corrupt", "“\(path)” is damaged",
      hints: [
        "`octavo store check` lists what is wrong", "put a backup in its place, and keep the file",
      ])
  }

  static func newer(_ path: String) -> OctavoError {
    OctavoError(
      .badInput, "store.newer", "“\(path)” was written by a newer Octavo: it was left as it is",
      hints: ["use that version, or a backup made before it"])
  }

  private static func refused(_ fault: DatabaseError) -> OctavoError {
    OctavoError(
      .defect, "store.refused", "the store refused a value: \(fault.message ?? "a rule was broken")"
    )
  }

  static func defect(_ words: String) -> OctavoError {
    OctavoError(.defect, "store.defect", words)
  }

  /// Something was named that the store does not have.
  static func missing(
    _ kind: String, _ name: String, among names: [String] = []
  ) -> OctavoError {
    var hints: [String] = []
    if let near = NearestName.of(name, in: names) { hints = ["did you mean \(near)?"] }
    return OctavoError(
      .missingInput, "store.no-such-\(kind)", "there is no \(kind) “\(name)” in the store",
      hints: hints)
  }
}
