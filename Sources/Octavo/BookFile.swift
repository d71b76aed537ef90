public import OctavoBase
import OctavoEbook

/// A reflowable book on disk, whoever made it.
public enum BookFile: String, Sendable, CaseIterable {
  case epub, docx

  /// What kind a file is by its name; nil for another kind.
  public init?(path: String) {
    guard let ending = path.split(separator: ".").last?.lowercased() else { return nil }
    self.init(rawValue: ending)
  }

  /// Looks through a file for what readers would stumble over: torn archives, markup that is not
  /// well-formed, links that lead nowhere, ids given twice, pictures without a description.
  ///
  /// Throws where there is no such file, or it is not of its kind at all.
  public func check(at path: String) throws(OctavoError) -> [Diagnostic] {
    guard let bytes = WholeFile.bytes(of: path) else {
      throw OctavoError(.missingInput, "check.unreadable", "“\(path)” cannot be read")
    }
    switch self {
    case .epub:
      var inspector = try EPUBInspector(bytes)
      return inspector.check()
    case .docx:
      var inspector = try DOCXInspector(bytes)
      return inspector.check()
    }
  }
}
