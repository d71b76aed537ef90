import ArgumentParser
import OctavoBase
import OctavoService
import OctavoStore

/// `octavo token`: who may ask the service for what.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Make, list and revoke the service's tokens.",
    subcommands: [Create.self, List.self, Revoke.self, Keys.self])

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Make a token and print it: it is never shown again.")
    @Option(
      help: "Whose it is; the user is made where there is none. The shell's own unless given.")
    var user: String?
    @Option(help: "What the token is for.") var label = "made by octavo token"
    @Option(
      help: "Scopes, with commas: project_read, project_write, export, admin.",
      transform: Self.scopes)
    var scopes: Set<Scope> = [.projectRead, .projectWrite, .export]
    @Option(help: "Days it is good for; no end unless given.") var days: Int?
    @Flag(help: "Make a new user an admin.") var admin = false
    @Option(help: "A new user's plan; the policy's default unless given.") var plan: String?
    @OptionGroup var options: ServiceOptions
    @Flag(help: "Print one JSON object.") var json = false

    mutating func validate() throws {
      if let days, !(1...3650).contains(days) {
        throw ValidationError("--days takes a number from 1 to 3650, not \(days)")
      }
    }

    func run() throws {
      try CommandRun.reported(json: json) {
        let settings = try options.settings()
        let store = try Store.open(folder: settings.store)
        let owner = try owner(store, settings)
        let end = days.map { store.now.adding(milliseconds: Int64($0) * 86_400_000) }
        let made = try TokenMaker(store).make(
          OctavoStore.NewToken(user: owner, label: label, scopes: scopes, expires: end))
        guard json else { return try StandardOutput.write(made.secret + "\n") }
        let object = JSONValue.object([
          ("id", .string(made.token.id.text)), ("user", .string(owner.text)),
          ("secret", .string(made.secret)),
          ("scopes", .array(made.token.scopes.map { .string($0) })),
        ])
        try StandardOutput.write(object.text + "\n")
      }
    }

    private func owner(_ store: Store, _ settings: ServiceSettings) throws -> UserID {
      guard let user else { return .local }
      if let found = try store.users.find(name: user) {
        guard found.id != .system else {
          throw CommandFailure(.usage, "“\(user)” is the service itself")
        }
        return found.id
      }
      let policy = try ServiceAssembly.policy(settings)
      if let plan, policy.plans[plan] == nil {
        let near = NearestName.of(plan, in: policy.plans.keys).map { "; did you mean \($0)?" }
        throw CommandFailure(.usage, "the policy has no plan “\(plan)”\(near ?? "")")
      }
      let new = policy.newUser(user, role: admin ? .admin : .user, plan: plan, at: store.now)
      return try store.users.create(new).id
    }

    private static func scopes(_ text: String) throws -> Set<Scope> {
      var scopes: Set<Scope> = []
      for name in text.split(separator: ",") {
        guard let scope = Scope(rawValue: String(name)) else {
          let all = Scope.allCases.map(\.rawValue)
          let near = NearestName.of(String(name), in: all).map { "; did you mean \($0)?" } ?? ""
          throw ValidationError(
            "--scopes takes scopes out of \(all.joined(separator: ", ")), not “\(name)”\(near)")
        }
        scopes.insert(scope)
      }
      guard !scopes.isEmpty else { throw ValidationError("--scopes names no scope") }
      return scopes
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List tokens, without their secrets.")
    @Option(help: "Only this user's.") var user: String?
    @OptionGroup var options: ServiceOptions
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
      try CommandRun.reported(json: json) {
        let store = try Store.open(folder: try options.settings().store, creating: false)
        var owner: UserID?
        if let user {
          guard let found = try store.users.find(name: user) else {
            throw CommandFailure(.missingInput, "there is no user “\(user)”")
          }
          owner = found.id
        }
        let tokens = try store.tokens.list(of: owner)
        guard json else {
          return try StandardOutput.write(tokens.map { line($0, store.now) + "\n" }.joined())
        }
        let list = tokens.map { token in
          JSONValue.object([
            ("id", .string(token.id.text)), ("user", .string(token.user.text)),
            ("label", .string(token.label)),
            ("scopes", .array(token.scopes.map(\.rawValue).sorted().map { .string($0) })),
            ("state", .string(state(token, store.now))),
          ])
        }
        try StandardOutput.write(JSONValue.object([("tokens", .array(list))]).text + "\n")
      }
    }

    private func line(_ token: AccessToken, _ now: Moment) -> String {
      let scopes = token.scopes.map(\.rawValue).sorted().joined(separator: ",")
      return "\(token.id.text)  \(token.user.text)  \(state(token, now))  \(scopes)  \(token.label)"
    }

    private func state(_ token: AccessToken, _ now: Moment) -> String {
      if token.revoked != nil { return "revoked" }
      if let end = token.expires, end <= now { return "expired" }
      return "active"
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke",
      abstract: "End a token at once, in every process of the service.")
    @Argument(help: "The token's id, as `octavo token list` shows it.") var token: String
    @OptionGroup var options: ServiceOptions

    func run() throws {
      try CommandRun.reported(json: false) {
        let store = try Store.open(folder: try options.settings().store, creating: false)
        _ = try store.tokens.revoke(TokenID(token))
      }
    }
  }
}
