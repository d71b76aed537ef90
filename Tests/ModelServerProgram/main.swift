import Foundation
import OctavoModelServer

/// Starts the scripted server as a process of its own, prints its port and serves until it is
/// ended.
///
///     octavo-model-server [--port N] [--tokens-per-second N] [--first-token-delay S]
///       [--piece-tokens N] [--every N BEHAVIOUR]... [BEHAVIOUR...]
///
/// Behaviours are taken by the first requests in turn; `--every 7 status=429` has every seventh
/// request fail so.
struct Options {
  var settings = ModelServer.Settings()
  var script: [ServerBehaviour] = []
  private var repeated: [(every: Int, behaviour: ServerBehaviour)] = []

  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--port": settings.port = rest.popFirst().flatMap { UInt16($0) } ?? 0
      case "--tokens-per-second":
        settings.tokensPerSecond = rest.popFirst().flatMap { Double($0) }
      case "--first-token-delay":
        settings.firstTokenDelay = rest.popFirst().flatMap { Double($0) } ?? 0
      case "--piece-tokens":
        settings.pieceTokens = max(1, rest.popFirst().flatMap { Int($0) } ?? 4)
      case "--every":
        guard let every = rest.popFirst().flatMap({ Int($0) }), every > 0,
          let behaviour = rest.popFirst().flatMap({ ServerBehaviour(text: $0) })
        else { return nil }
        repeated.append((every, behaviour))
      default:
        guard let behaviour = ServerBehaviour(text: argument) else { return nil }
        script.append(behaviour)
      }
    }
    let rules = repeated
    settings.rule = { number, _ in
      rules.first { number % $0.every == 0 }?.behaviour ?? .normal
    }
  }
}

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
  FileHandle.standardError.write(Data("octavo-model-server: unknown option or behaviour\n".utf8))
  exit(64)
}
do {
  let server = try ModelServer(options.settings)
  server.script(options.script)
  FileHandle.standardOutput.write(Data("\(server.port)\n".utf8))
  while true { sleep(3600) }
} catch {
  FileHandle.standardError.write(Data("octavo-model-server: \(error)\n".utf8))
  exit(71)
}
