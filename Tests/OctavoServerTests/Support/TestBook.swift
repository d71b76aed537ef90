import OctavoJSON
import OctavoService

extension TestServer {
  /// A small planned book of a user's; the names of its things by the places in paths.
  func book(of secret: String) async throws -> [String: String] {
    let client = client.with(secret)
    let begun = try client.ask(
      "POST", "/api/v1/projects/initiate",
      ["keyword": "bees", "genre": "popular science", "audience_level": "beginner"])
    let project = try Self.text(begun, "project_id")
    try await settle()
    let concepts = try client.ask("GET", "/api/v1/projects/\(project)/concepts")
    let concept = concepts.json["concepts"]?[0]?["id"]?.string ?? "none"
    let planned = try client.ask(
      "POST", "/api/v1/projects/\(project)/toc",
      ["concept_id": .string(concept), "chapters": 2, "words": 600])
    let job = try Self.text(planned, "job_id")
    try await settle()
    let plan = try client.ask("GET", "/api/v1/projects/\(project)/toc")
    let chapter = plan.json["parts"]?[0]?["chapters"]?[0]?["id"]?.string ?? "none"
    return ["project": project, "job": job, "concept": concept, "chapter": chapter]
  }

  /// Has all jobs done that are due.
  func settle() async throws { try await Worker(workshop, lanes: 1).drain() }

  private static func text(_ answer: TestAnswer, _ name: String) throws -> String {
    guard let text = answer.json[name]?.string else {
      throw TestConnection.Broken(description: "no \(name) in \(answer.status) \(answer.text)")
    }
    return text
  }
}
