import Glibc

/// A process that holds a project, told apart from every other.
package struct LeaseHolder: Hashable, Sendable {
  /// The machine since it was last started, and its space of process numbers.
  package let machine: String
  /// The machine's name, for people.
  package let host: String
  /// The process' number.
  package let process: Int64
  /// When the process was started, in ticks since the machine was: a number can be used again.
  package let started: Int64

  /// Makes a holder from what tells it apart.
  package init(machine: String, host: String, process: Int64, started: Int64) {
    self.machine = machine
    self.host = host
    self.process = process
    self.started = started
  }

  /// Such as “process 4711 on desk”.
  package var words: String { "process \(process) on \(host)" }

  /// The process that asks.
  package static let thisProcess = LeaseHolder(
    machine: Machine.identity, host: Machine.name, process: Int64(getpid()),
    started: Machine.startOfProcess(Int64(getpid())) ?? 0)

  /// Whether the process certainly ended: never true of another machine's, which cannot be seen.
  package var isGone: Bool {
    guard machine == Machine.identity, !machine.isEmpty else { return false }
    guard let found = Machine.startOfProcess(process) else {
      return kill(pid_t(truncatingIfNeeded: process), 0) != 0 && errno == ESRCH
    }
    return found != started
  }
}

/// What the kernel says of this machine and its processes.
private enum Machine {
  static let identity: String = {
    let boot = contents(of: "/proc/sys/kernel/random/boot_id").filter { !$0.isWhitespace }
    var space = [CChar](repeating: 0, count: 64)
    let length = readlink("/proc/self/ns/pid", &space, space.count)
    guard !boot.isEmpty, length > 0 else { return "" }
    let name = space.prefix(length).map { UInt8(bitPattern: $0) }
    return boot + " " + String(decoding: name, as: UTF8.self)
  }()

  static let name: String = {
    let text = contents(of: "/proc/sys/kernel/hostname").filter { !$0.isWhitespace }
    return text.isEmpty ? "this machine" : text
  }()

  /// Field 22 of `/proc/PID/stat` (proc(5)); nil where there is no such process or no such file.
  static func startOfProcess(_ process: Int64) -> Int64? {
    let line = contents(of: "/proc/\(process)/stat")
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[line.index(after: end)...].split(separator: " ")
    guard fields.count > 19 else { return nil }
    // A zombie has ended, though its number is still taken: no process started at −1.
    return fields[0] == "Z" || fields[0] == "X" ? -1 : Int64(fields[19])
  }

  private static func contents(of path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
  }
}
