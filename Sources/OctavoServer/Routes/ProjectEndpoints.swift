import HTTPTypes
import OctavoJSON
import OctavoService
import OctavoStore

extension Endpoint {
  /// Projects, their concepts, their plan and their files.
  static let projects: [Endpoint] = [
    Endpoint(
      method: .post, path: PathTemplate("/api/v1/projects/initiate"),
      aliases: [
        PathTemplate("/v1/projects/ideate"), PathTemplate("/projects/initiate_ideation"),
      ],
      name: "initiateProject", summary: "Begin a book from a keyword", group: .projects,
      body: Shapes.initiate, replies: Reply.submitted, traits: [.submits],
      work: .bearer(.projectWrite) { visit, caller in
        try await visit.answer(
          try await visit.core.service.initiate(
            InitiateRequest(visit.body), key: try visit.headers.workKey(), by: caller), by: caller)
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/projects"), name: "listProjects",
      summary: "The caller's projects, the latest first", group: .projects,
      query: [.cursor, .limit], replies: [.ok(Shapes.projects, "A page of projects")],
      work: .bearer(.projectRead) { visit, caller in
        .json(try await visit.core.service.projects(visit.page, by: caller).json(\.json))
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/projects/{project}"), name: "getProject",
      summary: "One project", group: .projects,
      replies: [.ok(Shapes.project, "The project")],
      work: .bearer(.projectRead) { visit, caller in
        .json(try await visit.core.service.project(try visit.project, by: caller).json)
      }),
    Endpoint(
      method: .delete, path: PathTemplate("/api/v1/projects/{project}"), name: "eraseProject",
      summary: "Erase a project with everything of it", group: .projects, replies: [.done],
      traits: [.conflicts],
      work: .bearer(.projectWrite) { visit, caller in
        try await visit.core.service.erase(try visit.project, by: caller)
        return .nothing
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/projects/{project}/concepts"),
      name: "listConcepts", summary: "The concepts that are offered", group: .projects,
      replies: [.ok(Shapes.concepts, "The concepts, in order")],
      work: .bearer(.projectRead) { visit, caller in
        let concepts = try await visit.core.service.concepts(try visit.project, by: caller)
        return .json(["concepts": .array(concepts.map(\.json))])
      }),
    Endpoint(
      method: .post,
      path: PathTemplate("/api/v1/projects/{project}/concepts/{concept}/feedback"),
      name: "rateConcept", summary: "Say what you think of a concept", group: .projects,
      body: Shapes.feedback, replies: [.done],
      work: .bearer(.projectWrite) { visit, caller in
        try await visit.core.service.rate(
          concept: try visit.name("concept", .concept), of: try visit.project,
          FeedbackRequest(visit.body), by: caller)
        return .nothing
      }),
  ]

  static let plans: [Endpoint] = [
    Endpoint(
      method: .post, path: PathTemplate("/api/v1/projects/{project}/toc"), name: "planProject",
      summary: "Choose a concept and have it planned", group: .projects,
      body: Shapes.outlineOrder, replies: Reply.submitted, traits: [.submits, .conflicts],
      work: .bearer(.projectWrite) { visit, caller in
        try await visit.answer(
          try await visit.core.service.submitOutline(
            try visit.project, OutlineRequest(visit.body), key: try visit.headers.workKey(),
            by: caller), by: caller)
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/projects/{project}/toc"), name: "getPlan",
      summary: "The book's plan", group: .projects,
      replies: [.plan("Parts, chapters and sections")],
      work: .bearer(.projectRead) { visit, caller in
        let plan = try await visit.core.service.outline(try visit.project, by: caller)
        return .json(plan.json).with(.eTag, plan.tag.quoted)
      }),
    Endpoint(
      method: .put, path: PathTemplate("/api/v1/projects/{project}/toc"), name: "replacePlan",
      summary: "Put an edited plan in place", group: .projects, body: Shapes.outlineEdit,
      replies: [.plan("The plan as it is now")], traits: [.conflicts, .mayNameState],
      work: .bearer(.projectWrite) { visit, caller in
        let plan = try await visit.core.service.replaceOutline(
          try visit.project, with: OutlineDocument(visit.body),
          ifTag: try visit.headers.expectedState(), by: caller)
        return .json(plan.json).with(.eTag, plan.tag.quoted)
      }),
    Endpoint(
      method: .post, path: PathTemplate("/api/v1/projects/{project}/export"),
      name: "exportProject", summary: "Make files of a project", group: .projects,
      body: Shapes.exportOrder, replies: Reply.submitted, traits: [.submits, .conflicts],
      work: .bearer(.export) { visit, caller in
        try await visit.answer(
          try await visit.core.service.submitExport(
            try visit.project, ExportRequest(visit.body), key: try visit.headers.workKey(),
            by: caller), by: caller)
      }),
  ]
}

extension Visit {
  /// The project in the path.
  var project: ProjectID { get throws(Problem) { try name("project", .project) } }
}

extension Reply {
  fileprivate static func plan(_ summary: String) -> Reply {
    Reply(
      status: .ok, summary: summary, content: .json(Shapes.outline),
      headers: [(.eTag, "The state, for If-Match")])
  }
}
