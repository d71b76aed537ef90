import Glibc
import OctavoObjects

/// Puts two files under one key in turn, as fast as it can, until it is killed: the program that the
/// crash tests kill. Prints a line for each put that is done.
///
///     OctavoObjectsProbe FOLDER KEY FILE FILE
@main
struct ObjectsProbe {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5 else { exit(64) }
    let store = try LocalObjectStore(
      folder: arguments[1], publicURL: "http://127.0.0.1", now: { 0 })
    let key = try ObjectKey(arguments[2])
    let uploads = try arguments[3...].map { file in
      let (digest, size) = try SHA256.digest(ofFile: file)
      return ObjectUpload(
        key: key, file: file, contentType: .bytes, digest: digest, size: size)
    }
    while true {
      for upload in uploads {
        try await store.put(upload)
        write(1, ".", 1)
      }
    }
  }
}
