import OctavoBase

/// Checks an image's path and makes it relative to the book's folder.
enum ImagePath {
  /// What is wrong with an image, nil when it is there.
  static func fault(
    _ path: String, base: String, folder: String?, span: SourceSpan
  ) -> Diagnostic? {
    switch resolve(path, base: base, folder: folder) {
    case .success: nil
    case .failure(let fault):
      Diagnostic(
        .error, fault.code, "the image '\(path)' \(fault.reason)", at: span, hints: fault.hints)
    }
  }

  struct Fault: Error {
    let code: String
    let reason: String
    var hints: [String] = []
  }

  /// The path relative to the book's folder: looked for beside the file that names it, then in the
  /// book's folder. Without a `folder` nothing is looked for.
  static func resolve(_ path: String, base: String, folder: String?) -> Result<String, Fault> {
    if path.contains("://") || path.hasPrefix("data:") {
      return .failure(
        Fault(code: "book.remote-image", reason: "is not a file; put it in the book's folder"))
    }
    var candidates: [String] = []
    for base in base.isEmpty ? [""] : [base, ""] {
      switch BookPath.normalized(path, base: base) {
      case .success(let candidate): candidates.append(candidate)
      case .failure(let fault) where base.isEmpty && candidates.isEmpty:
        return .failure(Fault(code: "book.bad-path", reason: fault.reason))
      case .failure: continue
      }
    }
    guard let folder else { return .success(candidates[0]) }
    guard let found = candidates.first(where: { FileSystem.kind(of: folder + "/" + $0) == .file })
    else {
      return .failure(
        Fault(
          code: "book.missing-file", reason: "is not there", hints: hints(candidates, folder)))
    }
    guard BookPath.isInside(found, folder: folder) else {
      return .failure(Fault(code: "book.bad-path", reason: "links outside the book's folder"))
    }
    return .success(found)
  }

  private static func hints(_ candidates: [String], _ folder: String) -> [String] {
    let nearby = NearbyFiles(folder: folder, isWanted: isPicture)
    if let meant = candidates.lazy.compactMap({ nearby.meant(by: $0) }).first {
      return ["did you mean '\(meant)'?"]
    }
    return candidates.last.map { nearby.hints(for: $0) } ?? []
  }

  private static func isPicture(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".png", ".jpg", ".jpeg", ".svg"].contains { name.hasSuffix($0) }
  }
}
