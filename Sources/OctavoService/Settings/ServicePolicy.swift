package import OctavoBase
package import OctavoGeneration
package import OctavoStore

/// What the service allows, costs and keeps: the sections of the policy file beside the pipeline's.
///
/// What the file leaves out is built in.
package struct ServicePolicy: Sendable, Equatable {
  package var limits = Limits()
  package var credits = Prices()
  /// By name; a user without a plan of these has the default's.
  package var plans: [String: Plan] = ["free": Plan(), "local": .unlimited]
  package var defaultPlan = "free"
  package var jobs = JobPolicy()
  package var retention = RetentionPolicy()
  package var webhooks = WebhookPolicy()
  /// Whether a feature is on; an admin may switch it all the same.
  package var features: [String: Bool] = [
    "ideation": true, "outline": true, "chapter": true, "export": true, "feedback": true,
    "webhook": true,
  ]

  package init() {}

  /// What one user may do at a time.
  package struct Limits: Sendable, Equatable {
    /// Projects begun in an hour.
    package var ideationsPerHour = 10
    /// Jobs that are queued or running.
    package var jobsAtOnce = 5
    /// Jobs that run.
    package var runningAtOnce = 5
    /// Seconds in which an equal request without a key is the same request.
    package var requestWindow = 10.0
    /// Hours for which an idempotency key is remembered.
    package var keyHours = 24.0
    /// Characters of a text in a request.
    package var textLength = 20_000
    /// Characters of a chapter handed in.
    package var chapterLength = 2_000_000
  }

  /// Credits that work takes. An outline of a whole book costs one price; a chapter costs by the
  /// thousand words planned, and gives back what it did not need.
  package struct Prices: Sendable, Equatable {
    package var ideation = 1
    package var outline = 2
    package var chapter = 1
    package var chapterEachThousandWords = 1
    package var export = 1
  }

  /// What a kind of user has.
  package struct Plan: Sendable, Equatable {
    /// Given each month; nil where nothing is counted.
    package var credits: Int? = 200
    /// Projects at a time; nil for any number.
    package var projects: Int? = 50
    /// US dollars that providers may be paid for one project; nil for no limit.
    package var projectBudget: Double?

    package init() {}

    /// Nothing is counted.
    package static var unlimited: Plan {
      var plan = Plan()
      (plan.credits, plan.projects) = (nil, nil)
      return plan
    }

    var budget: OctavoStore.MicroDollars? {
      projectBudget.map { OctavoStore.MicroDollars(Int64(($0 * 1_000_000).rounded())) }
    }
  }

  /// How jobs are tried.
  package struct JobPolicy: Sendable, Equatable {
    package var tries = 3
    /// Seconds before the second try; doubled for each after.
    package var firstDelay = 2.0
    /// Seconds a worker may be silent.
    package var lease = 30.0
    /// Seconds between two looks at a job that cannot be done yet.
    package var postponement = 2.0
  }

  /// Days that things are kept.
  package struct RetentionPolicy: Sendable, Equatable {
    /// Ended jobs, events, requests' keys, deliveries, ended tokens.
    package var temporaryDays = 30
    /// Files of exports.
    package var exportDays = 30
    /// Hours between two sweeps.
    package var everyHours = 6.0
  }

  /// Who may be told of events.
  package struct WebhookPolicy: Sendable, Equatable {
    /// Host names, or `*.example.org` for all below one; none where empty.
    package var hosts: [String] = []
    /// Whether addresses of private and local networks may be reached.
    package var allowsPrivateAddresses = false
    /// Whether `http` will do.
    package var allowsPlainHTTP = false
    package var tries = 8
    /// Seconds for a delivery.
    package var timeout = 10.0
  }

  /// The plan of a name, or the default's.
  package func plan(_ name: String) -> Plan { plans[name] ?? plans[defaultPlan] ?? Plan() }

  /// What workers hold to.
  package var jobLimits: JobLimits {
    var limits = JobLimits()
    limits.running = self.limits.runningAtOnce
    limits.lease = Int64(jobs.lease * 1000)
    limits.backoff = Int64(jobs.firstDelay * 1000)
    return limits
  }
}

extension ServicePolicy {
  /// Reads the service's sections of a policy file over what is built in; names every mistake.
  package static func read(
    _ text: String, name: String, over base: ServicePolicy = ServicePolicy()
  ) -> Outcome<SettingsReader.Reading<ServicePolicy>> {
    SettingsReader.read(
      text, name: name, over: base, sections, others: PolicyReader.ownSections)
  }

  private static var sections: [SettingsSection<ServicePolicy>] {
    [
      .map(
        "limits",
        [
          .count("ideations-per-hour", \.limits.ideationsPerHour, 0...100_000_000),
          .count("jobs-at-once", \.limits.jobsAtOnce, 1...100_000_000),
          .count("running-at-once", \.limits.runningAtOnce, 1...1000),
          .number("request-window", \.limits.requestWindow, 0...86_400, "seconds"),
          .number("key-hours", \.limits.keyHours, 0.01...8760, "hours"),
          .count("text-length", \.limits.textLength, 100...1_000_000),
          .count("chapter-length", \.limits.chapterLength, 1000...50_000_000),
        ]),
      .map(
        "credits",
        [
          .count("ideation", \.credits.ideation, 0...1_000_000),
          .count("outline", \.credits.outline, 0...1_000_000),
          .count("chapter", \.credits.chapter, 0...1_000_000),
          .count(
            "chapter-each-thousand-words", \.credits.chapterEachThousandWords, 0...1_000_000),
          .count("export", \.credits.export, 0...1_000_000),
        ]),
      .named(
        "plans", \.plans, new: Plan(),
        [
          .count("credits", \.credits, 0...1_000_000_000),
          .count("projects", \.projects, 0...100_000_000),
          .number("project-budget", \.projectBudget, 0...1_000_000, "US dollars"),
        ]),
      .key(
        .text("default-plan", \.defaultPlan, wanted: "a plan's name", where: { !$0.isEmpty })),
      .map(
        "jobs",
        [
          .count("tries", \.jobs.tries, 1...20),
          .number("first-delay", \.jobs.firstDelay, 0...3600, "seconds"),
          .number("lease", \.jobs.lease, 1...3600, "seconds"),
          .number("postponement", \.jobs.postponement, 0.01...3600, "seconds"),
        ]),
      .map(
        "retention",
        [
          .count("temporary-days", \.retention.temporaryDays, 1...3650),
          .count("export-days", \.retention.exportDays, 1...3650),
          .number("every-hours", \.retention.everyHours, 0.01...720, "hours"),
        ]),
      .map(
        "webhooks",
        [
          .words("hosts", \.webhooks.hosts, "names of hosts"),
          .flag(
            "allow-private-addresses", \.webhooks.allowsPrivateAddresses, omitted: false),
          .flag("allow-plain-http", \.webhooks.allowsPlainHTTP, omitted: false),
          .count("tries", \.webhooks.tries, 1...20),
          .number("timeout", \.webhooks.timeout, 0.1...120, "seconds"),
        ]),
      .switches("features", \.features),
    ]
  }
}
