/// A path with named places, such as `/api/v1/projects/{project}`.
struct PathTemplate: Sendable, Hashable, CustomStringConvertible {
  /// One step of a path.
  enum Step: Sendable, Hashable {
    case literal(String)
    /// One segment, whatever it is.
    case name(String)
    /// All segments that are left, at least one.
    case rest(String)
  }

  let description: String
  let steps: [Step]

  init(_ text: String) {
    description = text
    steps = text.split(separator: "/").map { segment in
      guard segment.hasPrefix("{") else { return .literal(String(segment)) }
      let name = segment.dropFirst().dropLast()
      return name.hasSuffix("+") ? .rest(String(name.dropLast())) : .name(String(name))
    }
  }

  /// The names of its places, in order.
  var names: [String] {
    steps.compactMap {
      switch $0 {
      case .literal: nil
      case .name(let name), .rest(let name): name
      }
    }
  }

  /// As OpenAPI writes it.
  var published: String { description.replacing("+}", with: "}") }

  /// What stands at its places in a path's segments, still encoded; nil where it does not fit.
  func match(_ segments: [Substring]) -> [String: String]? {
    var values: [String: String] = [:]
    for (index, step) in steps.enumerated() {
      guard index < segments.count else { return nil }
      switch step {
      case .literal(let text): guard segments[index] == text else { return nil }
      case .name(let name):
        guard !segments[index].isEmpty else { return nil }
        values[name] = String(segments[index])
      case .rest(let name):
        values[name] = segments[index...].joined(separator: "/")
        return values
      }
    }
    return segments.count == steps.count ? values : nil
  }
}
