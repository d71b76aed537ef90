import CCurl

/// Says what libcurl's result codes mean.
enum CurlFailure {
  /// Nil where all went well.
  static func error(for code: CURLcode, detail: String) -> TransportError? {
    guard code != CURLE_OK else { return nil }
    return TransportError(kind(code), detail: detail)
  }

  private static func kind(_ code: CURLcode) -> TransportError.Kind {
    switch code {
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .badRequest
    case CURLE_COULDNT_RESOLVE_HOST: .unresolved
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
    case CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT: .unreachable
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED: .tls
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
      .certificate
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR,
      CURLE_HTTP2, CURLE_WEIRD_SERVER_REPLY:
      .connectionLost
    case CURLE_READ_ERROR, CURLE_ABORTED_BY_CALLBACK: .unreadable
    default: .other(code: Int(code.rawValue))
    }
  }
}
