import HTTPTypes

/// Finds the endpoint of a request among all of them.
struct RouteTable: Sendable {
  let endpoints: [Endpoint]
  /// Addresses by their count of segments; those that take the rest stand apart.
  private let bySegments: [Int: [Route]]
  private let open: [Route]

  private struct Route: Sendable {
    let template: PathTemplate
    /// Of `endpoints`.
    let index: Int
  }

  /// What was found.
  enum Finding: Sendable {
    case endpoint(Endpoint, PathTemplate, [String: String])
    /// The address exists, for other methods.
    case otherMethods([HTTPRequest.Method], PathTemplate)
    case nothing
  }

  init(_ endpoints: [Endpoint]) {
    self.endpoints = endpoints
    var bySegments: [Int: [Route]] = [:]
    var open: [Route] = []
    for (index, endpoint) in endpoints.enumerated() {
      for template in [endpoint.path] + endpoint.aliases {
        let route = Route(template: template, index: index)
        if case .rest? = template.steps.last {
          open.append(route)
        } else {
          bySegments[template.steps.count, default: []].append(route)
        }
      }
    }
    self.bySegments = bySegments.mapValues { routes in
      routes.sorted { ($0.template.names.count, $0.index) < ($1.template.names.count, $1.index) }
    }
    self.open = open
  }

  /// - Parameter path: without its query, still encoded.
  func find(_ method: HTTPRequest.Method, _ path: Substring) -> Finding {
    guard path.first == "/" else { return .nothing }
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    var methods: [HTTPRequest.Method] = []
    var template: PathTemplate?
    for route in (bySegments[segments.count] ?? []) + open {
      // A literal path, which stands first, is preferred to one with names, whatever the method.
      guard template == nil || template == route.template,
        let values = route.template.match(segments)
      else { continue }
      let endpoint = endpoints[route.index]
      if endpoint.method == method || (method == .head && endpoint.hasHead) {
        return .endpoint(endpoint, route.template, values)
      }
      methods += endpoint.hasHead ? [.get, .head] : [endpoint.method]
      template = template ?? route.template
    }
    guard let template else { return .nothing }
    let allowed = Set(methods + [.options]).sorted { $0.rawValue < $1.rawValue }
    return .otherMethods(allowed, template)
  }

  /// The endpoint that programs call by a name.
  func endpoint(named name: String) -> Endpoint? { endpoints.first { $0.name == name } }
}
