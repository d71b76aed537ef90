/// How a client reaches the network: the same for all its requests.
package struct HTTPSettings: Sendable, Equatable {
  /// Such as `http://proxy:3128`; nil to go straight. May hold a password.
  package var proxy: String?
  /// The same for addresses without TLS, which are mostly nearby.
  package var plainProxy: String?
  /// Host names and addresses reached without the proxy; `*` for all.
  package var withoutProxy: [String]
  /// A file of trusted certificates (PEM) in place of the system's.
  package var certificates: String?
  /// Bytes of one answer that may wait untaken before its sender is held back.
  package var window: Int
  /// What the client calls itself.
  package var agent: String

  /// Whether only addresses of the public network are called, whatever a host's name leads to.
  package var refusesPrivateAddresses = false

  package init(
    proxy: String? = nil, withoutProxy: [String] = [], certificates: String? = nil,
    window: Int = 1 << 18, agent: String = "octavo"
  ) {
    self.proxy = proxy
    plainProxy = proxy
    self.withoutProxy = withoutProxy
    self.certificates = certificates
    self.window = window
    self.agent = agent
  }
}
