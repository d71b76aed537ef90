package import OctavoTransport

/// How the network is reached.
package struct NetworkPolicy: Sendable, Equatable {
  /// Such as `http://proxy:3128`.
  package var proxy: String?
  /// Hosts reached without the proxy.
  package var withoutProxy: [String] = []
  /// A file of trusted certificates (PEM).
  package var certificates: String?

  package init() {}

  /// The transport's settings; what the policy leaves open comes from the environment given:
  /// `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` and `SSL_CERT_FILE`, in capitals or not, and
  /// `http_proxy`, which programs read in small letters alone.
  package func settings(environment: [String: String] = [:]) -> HTTPSettings {
    func value(_ names: String...) -> String? {
      names.flatMap { [$0, $0.lowercased()] }.lazy.compactMap { environment[$0] }
        .first { !$0.isEmpty }
    }
    let listed = value("NO_PROXY")?.split(whereSeparator: { $0 == "," || $0 == " " }) ?? []
    // Models on this machine are not reached through a proxy.
    let own = ["localhost", "127.0.0.1", "::1"]
    var settings = HTTPSettings(
      proxy: proxy ?? value("HTTPS_PROXY", "ALL_PROXY"),
      withoutProxy: withoutProxy.isEmpty ? listed.map(String.init) + own : withoutProxy,
      certificates: certificates ?? value("SSL_CERT_FILE"))
    let plain = environment["http_proxy"].flatMap { $0.isEmpty ? nil : $0 }
    settings.plainProxy = proxy ?? plain ?? value("ALL_PROXY")
    return settings
  }
}
