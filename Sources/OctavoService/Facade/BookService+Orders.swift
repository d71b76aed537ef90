import OctavoBase
import OctavoObjects
package import OctavoStore

extension BookService {
  /// Begins a project and queues its ideation. Needs `project_write`.
  ///
  /// - Parameter key: the request's `Idempotency-Key`; without one an equal request within the
  ///   policy's window gets the same answer, unless what it began was erased, cancelled or failed.
  package func initiate(
    _ request: InitiateRequest, key: String? = nil, by caller: Caller
  ) async throws(ServiceFault) -> Submission {
    try caller.require(.projectWrite)
    var checks = RequestChecks()
    checks.text("/keyword", request.keyword, limit: 300)
    checks.text("/genre", request.genre, limit: 300)
    checks.text("/audience_level", request.audienceLevel, limit: 300)
    checks.text("/intent", request.intent, limit: 8000, isRequired: false)
    checks.language("/language", request.language)
    try checks.settle()
    let plan = policy.plan(caller.plan)
    let brief = ProjectBrief(
      keyword: request.keyword, genre: request.genre, audienceLevel: request.audienceLevel,
      language: request.language ?? "en-US", intent: request.intent ?? "")
    var order = WorkOrder(
      user: caller.user, author: caller.author,
      subject: .newProject(brief, budget: plan.budget), kind: JobKind.ideation.rawValue,
      action: "project.initiate")
    order.price = WorkOrder.Price(whole: policy.credits.ideation)
    order.limits.ideationsPerHour = policy.limits.ideationsPerHour
    order.limits.projects = plan.projects
    order.event = NewEvent("project_started")
    return try await submit(order, "initiate", request, key: key)
  }

  /// Chooses a concept and queues its outline. Needs `project_write`.
  package func submitOutline(
    _ id: ProjectID, _ request: OutlineRequest, key: String? = nil, by caller: Caller
  ) async throws(ServiceFault) -> Submission {
    try caller.require(.projectWrite)
    var checks = RequestChecks()
    checks.text("/concept_id", request.conceptID, limit: 64)
    checks.number("/chapters", request.chapters, 1...200)
    checks.number("/words", request.words, 300...1_000_000)
    try checks.settle()
    var order = WorkOrder(
      user: caller.user, author: caller.author,
      subject: .concept(ConceptID(request.conceptID), of: id), kind: JobKind.outline.rawValue,
      action: "outline.generate")
    order.payload = try Fault.asked { try WireJSON.text(request) }
    order.waitsFor = [JobKind.ideation.rawValue]
    order.price = WorkOrder.Price(whole: policy.credits.outline)
    return try await submit(order, "outline/\(id.text)", request, key: key)
  }

  /// Queues the writing of a chapter, or of its next version. Needs `project_write`.
  package func submitChapter(
    _ id: NodeID, _ request: ChapterRequestBody, key: String? = nil, by caller: Caller
  ) async throws(ServiceFault) -> Submission {
    try caller.require(.projectWrite)
    var checks = RequestChecks()
    checks.text(
      "/instructions", request.instructions, limit: policy.limits.textLength, isRequired: false)
    try checks.settle()
    var order = WorkOrder(
      user: caller.user, author: caller.author, subject: .chapter(id),
      kind: JobKind.chapter.rawValue, action: "chapter.generate")
    order.payload = try Fault.asked { try WireJSON.text(request) }
    order.waitsFor = [JobKind.outline.rawValue]
    order.price = WorkOrder.Price(
      whole: policy.credits.chapter,
      eachThousandWords: policy.credits.chapterEachThousandWords)
    return try await submit(order, "chapter/\(id.text)", request, key: key)
  }

  /// Authors that a book may name.
  package static let mostAuthors = 20

  /// Queues files of a project. Needs `export`.
  package func submitExport(
    _ id: ProjectID, _ request: ExportRequest, key: String? = nil, by caller: Caller
  ) async throws(ServiceFault) -> Submission {
    try caller.require(.export)
    var checks = RequestChecks()
    checks.number("/formats", request.formats.count, 1...ExportFormat.allCases.count)
    let allowed = ExportFormat.allCases.map(\.rawValue)
    for (place, format) in request.formats.enumerated() {
      checks.word("/formats/\(place)", format, allowed)
    }
    if Set(request.formats).count != request.formats.count {
      checks.report("/formats", "doubled", "a format is named twice")
    }
    if !TemplateName.isPlain(request.template) {
      checks.report("/template", "bad-name", "a template's name has letters, digits and hyphens")
    }
    if let profile = request.profile { checks.word("/profile", profile, ["screen"]) }
    checks.number("/authors", request.authors?.count, 0...Self.mostAuthors)
    for (place, author) in (request.authors ?? []).enumerated() {
      checks.text("/authors/\(place)", author, limit: 300)
    }
    try checks.settle()
    var order = WorkOrder(
      user: caller.user, author: caller.author, subject: .project(id),
      kind: JobKind.export.rawValue, action: "project.export")
    order.payload = try Fault.asked { try WireJSON.text(request) }
    order.isExclusive = false
    order.waitsFor = [JobKind.outline.rawValue, JobKind.chapter.rawValue]
    order.price = WorkOrder.Price(whole: policy.credits.export)
    return try await submit(order, "export/\(id.text)", request, key: key)
  }

  /// Hands an order in and puts what became of it into the service's words.
  private func submit(
    _ order: WorkOrder, _ route: String, _ request: some Encodable & Sendable, key: String?
  ) async throws(ServiceFault) -> Submission {
    var order = order
    order.key = try self.key(route, request, key)
    order.limits.jobsAtOnce = policy.limits.jobsAtOnce
    order.maxAttempts = policy.jobs.tries
    order.isOn = policy.features[order.kind] ?? true
    let ready = order
    let outcome = try await Fault.awaited { try await store.submit(ready) }
    switch outcome {
    case .accepted(let project, let job):
      return Submission(project: project, job: job, isReplay: false)
    case .replayed(let project, let job):
      return Submission(project: project, job: job, isReplay: true)
    default: throw Self.refusal(outcome, order)
    }
  }

  private static func refusal(_ outcome: OrderOutcome, _ order: WorkOrder) -> ServiceFault {
    switch outcome {
    case .accepted, .replayed, .keyReused: .keyReused
    case .disabled: .disabled(feature: order.kind)
    case .missing(let kind, let id):
      .notFound(ServiceFault.Kind(rawValue: kind.rawValue) ?? .project, id: id)
    case .underWay(let job):
      .conflict(
        code: "job-under-way", message: "the job \(job.text) is doing the same already",
        hint: "wait for it to end, or cancel it")
    case .nothingWritten:
      .conflict(
        code: "nothing-written", message: "not a chapter of the project is written",
        hint: "have a chapter generated first")
    case .limited(let limit, let wait):
      .limited(name(limit), retryAfterSeconds: wait.map { Int(($0 + 999) / 1000) } ?? 5)
    case .creditsExhausted(let needed, let left): .creditsExhausted(needed: needed, left: left)
    }
  }

  private static func name(_ limit: OrderLimit) -> ServiceFault.LimitName {
    switch limit {
    case .ideationsPerHour: .ideationsPerHour
    case .jobsAtOnce: .jobsAtOnce
    case .projects: .projects
    }
  }

  /// What makes a second request the same: its key, or all that it says.
  private func key(
    _ route: String, _ request: some Encodable, _ key: String?
  ) throws(ServiceFault) -> WorkOrder.Key? {
    let body = try Fault.asked { try WireJSON.data(request) }
    let fingerprint = SHA256.digest(of: Array((route + "\n").utf8) + body).hex
    guard let key else {
      let window = Int64(policy.limits.requestWindow * 1000)
      guard window > 0 else { return nil }
      return WorkOrder.Key(
        "h:" + fingerprint, fingerprint: fingerprint, window: window, isGiven: false)
    }
    guard (1...255).contains(key.utf8.count),
      key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw .invalid([
        FieldProblem(
          "", "bad-idempotency-key",
          "an Idempotency-Key has 1 to 255 visible characters of ASCII")
      ])
    }
    return WorkOrder.Key(
      "k:" + key, fingerprint: fingerprint, window: Int64(policy.limits.keyHours * 3_600_000))
  }
}

/// What exports are made of.
package enum ExportFormat: String, Sendable, CaseIterable {
  case pdf, epub, docx
}

/// A template's name that cannot lead out of the folder of templates.
enum TemplateName {
  static func isPlain(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count) && !name.hasPrefix("-")
      && name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}
