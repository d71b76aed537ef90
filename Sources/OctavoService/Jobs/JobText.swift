/// Results and errors of jobs as JSON.
enum JobText {
  /// A value of the service's own, which always can be written.
  static func json(_ value: some Encodable) -> String {
    (try? WireJSON.text(value)) ?? "{}"
  }

  /// A fault as `{code, message}`.
  static func json(_ fault: JobFault) -> String {
    json(["code": fault.code, "message": fault.message])
  }
}
