import OctavoTestSupport
import Testing

/// What product code may not hold.
@Suite("Code")
struct CodeRules {
  /// Lines a file may have.
  static let longestFile = 400

  @Test("a source file has at most 400 lines")
  func filesAreShort() throws {
    for file in try SourceTree.swiftFiles(below: "Sources") {
      #expect(
        file.lines.count <= Self.longestFile, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test(
    "the engine reads neither clock, environment nor chance",
    arguments: [
      #"\bDate\(\)"#, #"\bDate\.now\b"#, #"\bProcessInfo\b"#, #"\bgetenv\b"#, #"\bsetenv\b"#,
      #"\bclock_gettime\b"#, #"\bgettimeofday\b"#, #"\btime\(nil\)"#, #"\bContinuousClock\b"#,
      #"\bSuspendingClock\b"#, #"\bDispatchTime\.now\b"#, #"\bCommandLine\.arguments\b"#,
      #"\bUUID\(\)"#, #"\bSystemRandomNumberGenerator\b"#, #"\.random\(in:"#, #"\bHasher\(\)"#,
    ])
  func engineIsDeterministic(pattern: String) throws {
    let files = try SourceTree.swiftFiles(below: "Sources").filter {
      SourceTree.engine.contains($0.target)
    }
    let found = try SourceTree.matches(pattern, in: files)
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test(
    "bad input never ends the program",
    arguments: [#"\bfatalError\("#, #"\btry!"#, #"\bas!"#, #"\bunowned\(unsafe\)"#])
  func nothingTraps(pattern: String) throws {
    let found = try SourceTree.matches(
      pattern, in: try SourceTree.swiftFiles(below: "Sources"))
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test("the engine has no global mutable state")
  func noGlobalState() throws {
    let files = try SourceTree.swiftFiles(below: "Sources").filter {
      SourceTree.engine.contains($0.target)
    }
    let unsafe = try SourceTree.matches(#"nonisolated\(unsafe\)\s.*\bvar\b"#, in: files)
    #expect(unsafe.isEmpty, "\(unsafe.joined(separator: "\n"))")
  }

  @Test("an unchecked promise gives its reason in the comment above it")
  func uncheckedGivesItsReason() throws {
    for file in try SourceTree.swiftFiles(below: "Sources") {
      for (index, line) in file.lines.enumerated() where line.contains(": @unchecked") {
        let above = index > 0 ? file.lines[index - 1].drop(while: { $0 == " " }) : ""
        #expect(above.hasPrefix("//"), "\(file.place(index)): @unchecked without a reason")
      }
    }
  }
}
