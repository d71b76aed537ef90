import OctavoService

/// Numbers in the text form that Prometheus reads (version 0.0.4).
struct MetricsText {
  private(set) var text = ""

  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  private typealias Label = (name: String, value: String)

  init(_ counts: ServerMetrics.Counts, watchers: Int, uptime: Double) {
    head("octavo_up", "gauge", "1 while the server runs")
    line("octavo_up", [], 1)
    head("octavo_uptime_seconds", "gauge", "Seconds since the server began")
    line("octavo_uptime_seconds", [], uptime)
    requests(counts)
    head("octavo_event_watchers", "gauge", "Open event streams and sockets")
    line("octavo_event_watchers", [], Double(watchers))
    head("octavo_events_sent_total", "counter", "Events sent to watchers")
    line("octavo_events_sent_total", [], Double(counts.events))
  }

  private mutating func requests(_ counts: ServerMetrics.Counts) {
    head("octavo_http_requests_in_flight", "gauge", "Requests that are being answered")
    line("octavo_http_requests_in_flight", [], Double(counts.inFlight))
    head("octavo_http_requests_total", "counter", "Requests by route and status")
    let keys = counts.requests.keys.sorted {
      ($0.route, $0.method, $0.status) < ($1.route, $1.method, $1.status)
    }
    for key in keys {
      line(
        "octavo_http_requests_total",
        [("method", key.method), ("route", key.route), ("status", "\(key.status)")],
        Double(counts.requests[key] ?? 0))
    }
    head("octavo_http_request_duration_seconds", "histogram", "Time until an answer was ready")
    for (route, histogram) in counts.durations.sorted(by: { $0.key < $1.key }) {
      buckets("octavo_http_request_duration_seconds", [("route", route)], histogram)
    }
  }

  private mutating func buckets(_ name: String, _ labels: [Label], _ histogram: Histogram) {
    var sum = 0
    for (index, count) in histogram.counts.enumerated() {
      sum += count
      let bound = index < Histogram.bounds.count ? "\(Histogram.bounds[index])" : "+Inf"
      line("\(name)_bucket", labels + [("le", bound)], Double(sum))
    }
    line("\(name)_sum", labels, histogram.sum)
    line("\(name)_count", labels, Double(sum))
  }

  /// Adds what the store knows of jobs and models.
  mutating func add(_ statistics: Statistics) {
    jobs(statistics.kinds)
    models(statistics.models)
    head("octavo_workers_alive", "gauge", "Workers whose heartbeat is fresh")
    line("octavo_workers_alive", [], Double(statistics.workersAlive))
    head("octavo_last_event", "gauge", "Number of the last event")
    line("octavo_last_event", [], Double(statistics.lastEvent))
  }

  private mutating func jobs(_ kinds: [Statistics.Kind]) {
    head("octavo_jobs", "gauge", "Jobs that wait or run")
    for kind in kinds {
      line("octavo_jobs", [("kind", kind.kind), ("state", "queued")], Double(kind.queued))
      line("octavo_jobs", [("kind", kind.kind), ("state", "running")], Double(kind.running))
    }
    head("octavo_queue_age_seconds", "gauge", "How long the oldest job that is due has waited")
    for kind in kinds { line("octavo_queue_age_seconds", [("kind", kind.kind)], kind.oldestWait) }
    head("octavo_jobs_ended_total", "counter", "Jobs by what became of them")
    for kind in kinds {
      let outcomes = [
        ("succeeded", kind.succeeded), ("failed", kind.failed), ("cancelled", kind.cancelled),
      ]
      for (outcome, count) in outcomes {
        line(
          "octavo_jobs_ended_total", [("kind", kind.kind), ("outcome", outcome)], Double(count))
      }
    }
    head("octavo_job_failure_ratio", "gauge", "Jobs that failed, of those that ended")
    let failed = kinds.reduce(0) { $0 + $1.failed }
    let ended = kinds.reduce(failed) { $0 + $1.succeeded }
    line("octavo_job_failure_ratio", [], ended > 0 ? Double(failed) / Double(ended) : 0)
  }

  private mutating func models(_ models: [Statistics.Model]) {
    let columns: [(String, String, (Statistics.Model) -> Double)] = [
      ("octavo_model_calls_total", "Calls to models", { Double($0.calls) }),
      ("octavo_model_failures_total", "Calls to models that failed", { Double($0.failures) }),
      ("octavo_model_seconds_total", "Time that calls took together", { $0.seconds }),
      ("octavo_model_tokens_in_total", "Tokens sent to models", { Double($0.tokensIn) }),
      ("octavo_model_tokens_out_total", "Tokens that models wrote", { Double($0.tokensOut) }),
      ("octavo_model_cost_dollars_total", "US dollars paid", { Double($0.cost) / 1_000_000 }),
    ]
    for (name, help, value) in columns {
      head(name, "counter", help)
      for model in models {
        line(name, [("provider", model.provider), ("model", model.model)], value(model))
      }
    }
  }

  private mutating func head(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  private mutating func line(_ name: String, _ labels: [Label], _ value: Double) {
    text += name
    if !labels.isEmpty {
      text += "{" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
      text += "}"
    }
    text += " \(Int(exactly: value).map(String.init) ?? "\(value)")\n"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
