import Glibc
import OctavoBase
import OctavoStyle

/// Sets a template's torture book and looks at the pages: what `octavo template test` does.
public struct TemplateTest: Sendable {
  /// What is looked for.
  public enum Check: String, Sendable, CaseIterable {
    case overflow
    case typeSize = "type-size"
    case grid
    case headings
    case roles

    /// What holds where nothing is found.
    public var promise: String {
      switch self {
      case .overflow: "nothing runs out of its place"
      case .typeSize: "no type is smaller than \(TemplateTest.leastSize)"
      case .grid: "no line of running text is \(TemplateTest.mostDrift) or more off the grid"
      case .headings: "no heading stands alone at a page's foot"
      case .roles: "every role that the template can use is used"
      }
    }
  }

  /// One thing that is not as promised.
  public struct Finding: Sendable, Hashable {
    /// What it breaks.
    public let check: Check
    /// The page, counted from the first; nil for what is of the whole book.
    public let page: Int?
    /// What was found.
    public let message: String
  }

  /// What came of a test.
  public struct Result: Sendable {
    /// The torture book in pages, to be looked at.
    public let book: TypesetResult
    /// What is not as promised, in the order of the checks, then of the pages.
    public let findings: [Finding]
    /// Roles the template gives no occasion to use, such as a drop cap it does not ask for.
    public let unasked: [String]

    /// Whether everything is as promised.
    public var isPassed: Bool { findings.isEmpty }
  }

  /// The smallest type a printer takes.
  static let leastSize = Length(points: 7)
  /// The smallest raised or lowered type.
  static let leastRaisedSize = Length(points: 5)
  /// The least distance from the grid that counts.
  static let mostDrift = Length(points: 0.1)

  /// Tests a template.
  ///
  /// - Parameters:
  ///   - request: the template to test, a book to test it with, and the resources.
  ///   - prefersOwn: whether a template with a book in its own folder `torture` is tested with that.
  /// - Throws: `TypesetFailure` where the template or the book is wrong.
  public static func run(
    _ request: TypesetRequest, prefersOwn: Bool = true
  ) throws(TypesetFailure) -> Result {
    var request = request
    if prefersOwn, let own = ownBook(request) { request.book = own }
    let set = try Typesetter(request).typeset()
    let roles = RolesUsed(set)
    let checks = PageChecks(book: set.pages, sheet: set.sheet)
    let findings =
      overflows(set.diagnostics, set.sources) + checks.findings()
      + roles.missing.map {
        Finding(check: .roles, page: nil, message: "the role \($0.rawValue) is not used")
      }
    let order = Check.allCases
    return Result(
      book: set,
      findings: order.flatMap { check in findings.filter { $0.check == check } },
      unasked: roles.unasked.map(\.rawValue))
  }

  /// The torture book in the template's own folder.
  private static func ownBook(_ request: TypesetRequest) -> String? {
    guard let template = request.template else { return nil }
    let path = TemplateChoice.resolve(template, base: "", folders: request.templateFolders)
    let places = [path] + request.templateFolders.map { "\($0)/\(path)" }
    return places.map { $0 + "/torture" }.first { access($0 + "/book.yaml", R_OK) == 0 }
  }

  private static let overflowCodes: Set = [
    "layout.overfull-line", "layout.overfull-page", "layout.table-too-wide",
  ]

  private static func overflows(_ diagnostics: [Diagnostic], _ sources: SourceMap) -> [Finding] {
    diagnostics.filter { overflowCodes.contains($0.code) }.map { diagnostic in
      let place = diagnostic.span.map { span in
        let file = sources[span.file]
        return "\(file.name):\(file.position(of: Int(span.start)).line): "
      }
      return Finding(check: .overflow, page: nil, message: (place ?? "") + diagnostic.message)
    }
  }
}
