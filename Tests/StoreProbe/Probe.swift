import Glibc
import OctavoBase
import OctavoStore

/// The short modes of the probe.
struct Probe {
  let folder: String
  let arguments: [String]

  var project: ProjectID { ProjectID(arguments.first ?? "") }

  /// Opens the store, making it where it is missing.
  func create() throws {
    let store = try Store.open(folder: folder)
    _ = try store.projects.list()
    Line.write("created")
  }

  /// Takes the project and keeps it until standard input ends.
  func hold() throws {
    let store = try Store.open(folder: folder)
    _ = try store.leases.take(project)
    Line.write("held")
    while readLine() != nil {}
  }

  /// Does jobs until there are none, and names each that it finished.
  func work() throws {
    let store = try Store.open(folder: folder)
    var limits = JobLimits()
    limits.running = 100
    while let job = try store.jobs.claim(worker: "\(getpid())", limits: limits) {
      let event = NewEvent("done", job: job.id)
      if try store.jobs.finish(job, result: "{}", announcing: [event]) == .held {
        Line.write(job.id.text)
      }
    }
  }

  /// Adds a piece to an answer every five milliseconds, and tells when it is safe.
  func trickle() throws {
    let store = try Store.open(folder: folder)
    let lease = try store.leases.take(project)
    try store.answers.begin("outline", under: lease)
    for number in 0..<100_000 {
      try store.answers.append("\(number) ", to: "outline", under: lease)
      Line.write("\(number)")
      usleep(5000)
    }
  }

  /// Adds text to an answer until the limit on the size of files is met, then tells why it ended.
  func fill() throws {
    var limit = rlimit()
    limit.rlim_cur = rlim_t(arguments.last ?? "") ?? 0
    limit.rlim_max = limit.rlim_cur
    let store = try Store.open(folder: folder)
    let lease = try store.leases.take(project)
    try store.answers.begin("outline", under: lease)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    for number in 0..<1_000_000 {
      try store.answers.append("\(number) ", to: "outline", under: lease)
      Line.write("\(number)")
    }
  }
}
