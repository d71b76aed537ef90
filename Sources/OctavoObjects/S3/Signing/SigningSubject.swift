/// A request as a signature sees it.
package struct SigningSubject: Sendable {
  package var method: String
  package var endpoint: S3Endpoint
  /// Not encoded, beginning with a slash.
  package var path: String
  /// Not encoded, in any order.
  package var query: [Parameter]
  /// Signed with the request, beside those that always are.
  package var headers: [Parameter]

  /// A name and its value.
  package struct Parameter: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    _ method: String, _ endpoint: S3Endpoint, path: String, query: [Parameter] = [],
    headers: [Parameter] = []
  ) {
    self.method = method
    self.endpoint = endpoint
    self.path = path
    self.query = query
    self.headers = headers
  }

  /// The path as it is sent and signed.
  var encodedPath: String { PercentEncoding.text(path, keepingSlashes: true) }

  /// The query as it is sent and signed: encoded, and sorted after that.
  var encodedQuery: String {
    query.map { (PercentEncoding.text($0.name), PercentEncoding.text($0.value)) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
  }

  /// Where the request goes.
  var address: String {
    endpoint.text + encodedPath + (query.isEmpty ? "" : "?" + encodedQuery)
  }
}
