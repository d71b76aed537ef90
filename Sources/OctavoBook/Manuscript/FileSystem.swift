import Glibc
import OctavoBase

/// Reads files and folders by system calls, without Foundation's start-up cost.
enum FileSystem {
  enum Kind {
    case file, folder, other, missing
  }

  /// Most bytes one text file may have.
  static let largestFile = 256 << 20

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The bytes of a regular file, or the reason why they cannot be had.
  static func read(_ path: String) -> Result<[UInt8], Failure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(Failure(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(Failure(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .failure(Failure("is not a file")) }
    guard status.st_size <= largestFile else {
      return .failure(Failure("is larger than \(largestFile >> 20) MB"))
    }
    return read(descriptor, expecting: Int(status.st_size))
  }

  private static func read(_ descriptor: Int32, expecting size: Int) -> Result<[UInt8], Failure> {
    var failure: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = Failure(errno) }
        guard got > 0 else { break }
        count += got
      }
    }
    return failure.map(Result.failure) ?? .success(bytes)
  }

  /// The names in a folder but hidden ones, in byte order; nil when it cannot be read.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a symbolic link stands at a path; nil where nothing does.
  static func isLink(_ path: String) -> Bool? {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return nil }
    return facts.st_mode & S_IFMT == S_IFLNK
  }

  /// The path with links resolved; nil where nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Why a file could not be read, in words that follow its name.
  struct Failure: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
    init(_ number: Int32) { reason = "cannot be read: " + String(cString: strerror(number)) }
  }
}
