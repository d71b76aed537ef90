import Glibc
import OctavoBase
import OctavoStore

/// A process for the tests to kill, to lock out and to starve of room:
/// `OctavoStoreProbe MODE FOLDER ARGUMENT…`.
let arguments = CommandLine.arguments
// A limit on the size of files shall be an error, not the end of the process.
signal(SIGXFSZ, SIG_IGN)
do {
  guard arguments.count > 2 else { throw OctavoError(.defect, "probe.usage", "too few arguments") }
  let probe = Probe(folder: arguments[2], arguments: Array(arguments.dropFirst(3)))
  switch arguments[1] {
  case "create": try probe.create()
  case "hold": try probe.hold()
  case "write": try BookProbe(probe).run()
  case "work": try probe.work()
  case "trickle": try probe.trickle()
  case "fill": try probe.fill()
  default: throw OctavoError(.defect, "probe.usage", "no mode \(arguments[1])")
  }
} catch let error as OctavoError {
  Line.write("error \(error.kind) \(error.diagnostics.first?.code ?? "") ")
  exit(3)
}
