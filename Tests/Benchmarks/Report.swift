import FoundationEssentials
import Glibc

/// Where results go: tables for people, and one JSON object a line for programs.
struct Report {
  /// Whether standard output gets JSON; the tables then go to standard error.
  let asJSON: Bool

  func print(_ table: Table, _ records: [Record]) throws {
    line(table.text)
    try print(records)
  }

  /// Figures for programs; nothing where tables are all that is wanted.
  func print(_ records: [Record]) throws {
    guard asJSON else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for record in records {
      let object = String(decoding: try encoder.encode(record), as: UTF8.self)
      StandardStream.output.write(object + "\n")
    }
  }

  /// Text for people.
  func line(_ text: String) {
    (asJSON ? StandardStream.error : .output).write(text + "\n")
  }

  /// The machine's load, which says how far the figures can be trusted.
  func load(_ moment: String) throws {
    var loads = [0.0, 0.0, 0.0]
    guard getloadavg(&loads, 3) == 3 else { return }
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    line(
      "Load average \(moment): \(loads.map { Number.fixed($0, 2) }.joined(separator: " ")) "
        + "over 1, 5 and 15 minutes, on \(cores) cores.\n")
  }
}
