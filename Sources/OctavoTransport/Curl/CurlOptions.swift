import CCurl
import COctavoCurl
import Glibc

/// Tells libcurl's easy handle what to do.
struct CurlOptions {
  let easy: UnsafeMutableRawPointer

  func set(_ request: HTTPRequest, _ settings: HTTPSettings) {
    set(CURLOPT_URL, request.address)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_CUSTOMREQUEST, request.method)
    set(CURLOPT_USERAGENT, settings.agent)
    if request.method == "HEAD" { set(CURLOPT_NOBODY, 1) }
    // One connection an exchange: a held stream of HTTP/2 would hold its neighbours too.
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    // Signals belong to the program; SIGPIPE is blocked on the loop's thread.
    set(CURLOPT_NOSIGNAL, 1)
    // A name server that hangs must not hold up an exchange that has timed out.
    set(CURLOPT_QUICK_EXIT, 1)
    // The watch keeps the limits; libcurl's own would end a connection after 300 s.
    set(CURLOPT_CONNECTTIMEOUT_MS, Int(Int32.max))
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(network: settings, isPlain: request.address.lowercased().hasPrefix("http://"))
    switch request.body {
    case .bytes(let bytes): set(body: bytes)
    case .file(let part): set(upload: part)
    case nil: break
    }
  }

  private func set(network settings: HTTPSettings, isPlain: Bool) {
    // An empty text keeps libcurl from reading proxies out of the environment.
    set(CURLOPT_PROXY, (isPlain ? settings.plainProxy : settings.proxy) ?? "")
    set(CURLOPT_NOPROXY, settings.withoutProxy.joined(separator: ","))
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    if settings.refusesPrivateAddresses { octavo_curl_refuse_private(easy) }
    if let certificates = settings.certificates { set(CURLOPT_CAINFO, certificates) }
  }

  private func set(body: [UInt8]) {
    octavo_curl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    body.withUnsafeBytes { bytes -> Void in
      // An empty array may have no address, which would mean "no body".
      if let address = bytes.baseAddress, !body.isEmpty {
        octavo_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, address)
      } else {
        octavo_curl_set_text(easy, CURLOPT_COPYPOSTFIELDS, "")
      }
    }
  }

  private func set(upload part: FilePart) {
    set(CURLOPT_UPLOAD, 1)
    set(CURLOPT_UPLOAD_BUFFERSIZE, Self.uploadBuffer)
    octavo_curl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(part.length))
  }

  /// Bytes that leave at a time.
  private static let uploadBuffer = 1 << 18

  /// The header fields as libcurl's list; to be freed by the owner.
  static func fields(of request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    for header in request.headers {
      let value = header.wireValue
      list = curl_slist_append(list, value.isEmpty ? "\(header.name);" : "\(header.name): \(value)")
    }
    guard request.body != nil else { return list }
    // Neither wait for "100 Continue" nor claim that the body is a form.
    list = curl_slist_append(list, "Expect:")
    if !request.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
      list = curl_slist_append(list, "Content-Type:")
    }
    return list
  }

  /// Joins the handle to its transfer, which outlives the exchange: the loop holds it.
  func setCallbacks(
    for transfer: CurlTransfer, fields: UnsafeMutablePointer<curl_slist>?,
    message: UnsafeMutablePointer<CChar>
  ) {
    octavo_curl_set_pointer(easy, CURLOPT_HTTPHEADER, fields)
    octavo_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, message)
    let address = Unmanaged.passUnretained(transfer).toOpaque()
    for option in [
      CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PREREQDATA, CURLOPT_XFERINFODATA,
      CURLOPT_READDATA, CURLOPT_SEEKDATA,
    ] {
      octavo_curl_set_pointer(easy, option, address)
    }
    set(CURLOPT_NOPROGRESS, 0)
    octavo_curl_set_bytes(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, user in
      let buffer = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return CurlOptions.transfer(user)?.received(buffer) ?? 0
    }
    octavo_curl_set_bytes(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, user in
      let buffer = UnsafeRawBufferPointer(start: bytes, count: size * count)
      CurlOptions.transfer(user)?.received(headLine: buffer)
      return size * count
    }
    setUploadCallbacks()
    octavo_curl_set_connected(easy) { user, _, _, _, _ in
      CurlOptions.transfer(user)?.connected()
      return CURL_PREREQFUNC_OK
    }
    octavo_curl_set_progress(easy) { user, _, _, _, sent in
      CurlOptions.transfer(user)?.sent(sent)
      return 0
    }
  }

  private func setUploadCallbacks() {
    octavo_curl_set_bytes(easy, CURLOPT_READFUNCTION) { bytes, size, count, user in
      let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
      return CurlOptions.transfer(user)?.upload?.read(into: buffer) ?? 0
    }
    octavo_curl_set_seek(easy) { user, offset, origin in
      guard origin == SEEK_SET, let upload = CurlOptions.transfer(user)?.upload,
        upload.seek(to: Int(offset))
      else { return CURL_SEEKFUNC_FAIL }
      return CURL_SEEKFUNC_OK
    }
  }

  private static func transfer(_ user: UnsafeMutableRawPointer?) -> CurlTransfer? {
    user.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func set(_ option: CURLoption, _ value: Int) { octavo_curl_set_long(easy, option, value) }

  private func set(_ option: CURLoption, _ value: String) {
    octavo_curl_set_text(easy, option, value)
  }
}
