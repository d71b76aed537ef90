import CCurl
import COctavoCurl

/// The transfers under way in a multi handle. Used on the loop's thread alone.
struct RunningTransfers {
  let multi: UnsafeMutableRawPointer
  private var byHandle: [UnsafeMutableRawPointer: CurlTransfer] = [:]

  init(multi: UnsafeMutableRawPointer) { self.multi = multi }

  func holds(_ transfer: CurlTransfer) -> Bool { byHandle[transfer.easy] === transfer }

  mutating func start(_ transfer: CurlTransfer) {
    byHandle[transfer.easy] = transfer
    let code = curl_multi_add_handle(multi, transfer.easy)
    if code != CURLM_OK {
      byHandle[transfer.easy] = nil
      transfer.end(.failure(TransportError(.other(code: Int(code.rawValue)))))
    }
  }

  /// Takes a transfer out, which closes its connection unless the answer was whole.
  mutating func end(_ transfer: CurlTransfer, _ result: Result<Void, any Error>) {
    guard byHandle.removeValue(forKey: transfer.easy) != nil else {
      // Cancelled before it was started, or after its end, which then stands.
      return transfer.end(result)
    }
    curl_multi_remove_handle(multi, transfer.easy)
    transfer.end(result)
  }

  mutating func endAll(_ error: any Error) {
    for transfer in Array(byHandle.values) { end(transfer, .failure(error)) }
  }

  /// Ends what libcurl says is over.
  mutating func endFinished() {
    var code = CURLE_OK
    while let easy = octavo_curl_next_finished(multi, &code) {
      guard let transfer = byHandle[easy] else { continue }
      let error = CurlFailure.error(for: code, detail: transfer.detail)
      end(transfer, error.map { .failure($0) } ?? .success(()))
    }
  }

  /// Ends what has passed a limit.
  mutating func endLate(at now: Duration) {
    for transfer in Array(byHandle.values) {
      guard let limit = transfer.watch.passed(at: now) else { continue }
      end(transfer, .failure(TransportError(.timeout(limit))))
    }
  }

  /// The next moment at which some limit is passed.
  var deadline: Duration? { byHandle.values.compactMap(\.watch.deadline).min() }
}
