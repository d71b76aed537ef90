import HTTPTypes
import OctavoService
import OctavoStore

extension Endpoint {
  /// Everything stored of something, to take away.
  static let archives: [Endpoint] = [
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/projects/{project}/archive"),
      name: "archiveProject", summary: "Everything stored of a project, as one zip file",
      group: .projects, replies: [.archive],
      work: .bearer(.projectRead) { visit, caller in
        .archive(try await visit.core.service.archive(try visit.project, by: caller))
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/account/archive"), name: "archiveAccount",
      summary: "Everything stored of the caller's, as one zip file", group: .account,
      replies: [.archive],
      work: .bearer(.projectRead) { visit, caller in
        .archive(try await visit.core.service.archiveAccount(by: caller))
      }),
  ]
}

extension Reply {
  fileprivate static let archive = Reply(
    status: .ok, summary: "A zip file", content: .other(type: "application/zip"),
    headers: [(.contentDisposition, "What to save it as")])
}
