import OctavoJSON
import OctavoObjects
import OctavoService

/// Puts links into the results of exports: whoever has one may fetch its file until it expires.
struct ArtifactLinks: Sendable {
  let objects: any ObjectStore
  /// Seconds a link is good for.
  let lifetime: Int

  /// A job with links to its files.
  func linked(_ job: JobAnswer) throws -> JSONValue {
    let result = RawJSON.value(job.result)
    guard case .object(var object) = result, let artifacts = object["artifacts"]?.array else {
      return job.json(result: result)
    }
    object["artifacts"] = .array(try artifacts.map(linked))
    return job.json(result: .object(object))
  }

  private func linked(_ artifact: JSONValue) throws -> JSONValue {
    guard case .object(var object) = artifact, let key = object["key"]?.string,
      let objectKey = try? ObjectKey(key)
    else { return artifact }
    let name = DownloadName(object["file_name"]?.string ?? objectKey.name)
    let link = try objects.downloadURL(
      for: DownloadGrant(key: objectKey, name: name, lifetime: lifetime))
    object["url"] = .string(link.address)
    object["expires_at"] = .string(Timestamp(seconds: link.expiresAt).text)
    return .object(object)
  }
}
