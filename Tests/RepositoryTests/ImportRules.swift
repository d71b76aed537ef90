import OctavoTestSupport
import Testing

/// Which target may import what: the table of the Architecture page.
@Suite("Imports")
struct ImportRules {
  /// Modules of the toolchain that any target may import.
  static let toolchain: Set<String> = ["Swift", "Glibc", "Dispatch", "Synchronization"]

  /// Own modules and packages by target.
  static let allowed: [String: Set<String>] = [
    "OctavoBase": [],
    "OctavoBook": ["OctavoBase", "CMarkGFM", "Yams"],
    "OctavoStyle": ["OctavoBase", "OctavoBook", "Yams"],
    "OctavoBreaking": ["OctavoBase"],
    "OctavoText": ["OctavoBase", "CPango", "CHarfBuzz", "Yams"],
    "OctavoLayout": [
      "OctavoBase", "OctavoBook", "OctavoStyle", "OctavoBreaking", "OctavoText",
    ],
    "OctavoRender": [
      "OctavoBase", "OctavoBook", "OctavoStyle", "OctavoText", "OctavoLayout", "CCairo", "CPNG",
      "CDeflate", "CJPEG", "COctavoJPEG", "COctavoSVG",
    ],
    "OctavoEbook": ["OctavoBase", "OctavoBook", "OctavoStyle", "CDeflate", "CZip", "CZlib"],
    "OctavoStore": ["OctavoBase", "GRDB"],
    "Octavo": [
      "OctavoBase", "OctavoBook", "OctavoStyle", "OctavoBreaking", "OctavoText", "OctavoLayout",
      "OctavoRender", "OctavoEbook",
    ],
    "OctavoTransport": ["OctavoBase", "CCurl", "COctavoCurl"],
    "OctavoJSON": ["OctavoBase"],
    "OctavoObjects": ["OctavoBase", "OctavoTransport", "CCrypto", "CExtendedAttributes"],
    "OctavoGeneration": ["OctavoBase", "OctavoTransport", "OctavoJSON", "Yams"],
    "OctavoService": [
      "Octavo", "OctavoBase", "OctavoEbook", "OctavoTransport", "OctavoGeneration", "OctavoStore",
      "OctavoObjects",
    ],
    "OctavoServer": [
      "OctavoBase", "OctavoJSON", "OctavoObjects", "OctavoStore", "OctavoService", "CDeflate",
      "Hummingbird", "HummingbirdCore", "HTTPTypes", "Logging", "NIOConcurrencyHelpers", "NIOCore",
      "NIOHTTP1", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOPosix", "NIOWebSocket",
      "ServiceLifecycle", "UnixSignals",
    ],
    "OctavoCommand": [
      "Octavo", "OctavoBase", "OctavoGeneration", "OctavoStore", "OctavoService", "OctavoServer",
      "ArgumentParser", "CMalloc",
    ],
  ]

  /// Targets whose work runs once for each word, line or page; importing Foundation costs start-up
  /// time and invites its formatting into them.
  static let hotTargets: Set<String> = ["OctavoBreaking", "OctavoLayout", "OctavoText"]

  /// Files of hot targets that may import Foundation all the same, each with its reason.
  static let foundationExceptions: [String: String] = [:]

  /// The folders that may import a C module: one in a target.
  static let wrappers: [String: [String]] = [
    "CPango": ["Sources/OctavoText/"],
    "CHarfBuzz": ["Sources/OctavoText/"],
    "CCairo": ["Sources/OctavoRender/"],
    "CPNG": ["Sources/OctavoRender/"],
    "COctavoSVG": ["Sources/OctavoRender/Vector/"],
    "CZip": ["Sources/OctavoEbook/Archive/"],
    "CZlib": ["Sources/OctavoEbook/Archive/"],
    "CDeflate": [
      "Sources/OctavoRender/Compression/", "Sources/OctavoEbook/Archive/",
      "Sources/OctavoServer/Compression/",
    ],
    "CJPEG": ["Sources/OctavoRender/"],
    "COctavoJPEG": ["Sources/OctavoRender/"],
    "CMarkGFM": ["Sources/OctavoBook/Markdown/"],
    "CMalloc": ["Sources/OctavoCommand/Heap.swift"],
    "CCurl": ["Sources/OctavoTransport/Curl/"],
    "COctavoCurl": ["Sources/OctavoTransport/Curl/"],
    "CCrypto": ["Sources/OctavoObjects/Crypto/"],
    "CExtendedAttributes": ["Sources/OctavoObjects/Local/"],
  ]

  @Test("every target imports only what the architecture allows")
  func targetsImportWhatTheyMay() throws {
    for found in SourceTree.imports(in: try SourceTree.swiftFiles(below: "Sources")) {
      guard let own = Self.allowed[found.file.target] else {
        Issue.record("\(found.place): target \(found.file.target) is not in the table")
        continue
      }
      let may = own.union(Self.toolchain).union(["Foundation"])
      #expect(
        may.contains(found.module), "\(found.place): \(found.file.target) imports \(found.module)")
    }
  }

  @Test("hot targets do without Foundation")
  func hotTargetsDoWithoutFoundation() throws {
    for found in SourceTree.imports(in: try SourceTree.swiftFiles(below: "Sources")) {
      guard Self.hotTargets.contains(found.file.target), found.module.hasPrefix("Foundation")
      else { continue }
      #expect(
        Self.foundationExceptions[found.file.path] != nil, "\(found.place): imports Foundation")
    }
  }

  @Test("exceptions name files that exist and need them")
  func exceptionsAreAlive() throws {
    let files = try SourceTree.swiftFiles(below: "Sources")
    let users = Set(
      SourceTree.imports(in: files).filter { $0.module == "Foundation" }.map(\.file.path))
    for path in Self.foundationExceptions.keys.sorted() {
      #expect(users.contains(path), "\(path) no longer imports Foundation")
    }
  }

  @Test("C libraries are imported only in their wrappers' folders")
  func wrappersHoldTheCLibraries() throws {
    for found in SourceTree.imports(in: try SourceTree.swiftFiles(below: "Sources")) {
      guard let folders = Self.wrappers[found.module] else { continue }
      #expect(
        folders.contains { found.file.path.hasPrefix($0) },
        "\(found.place): \(found.module) belongs to \(folders.joined(separator: " or "))")
    }
  }

  @Test("the server asks the service alone, never the store behind it")
  func serverStaysAtTheDoor() throws {
    let seen = try SourceTree.matches(
      #"\.store\b"#, in: try SourceTree.swiftFiles(below: "Sources/OctavoServer"))
    #expect(seen.isEmpty, "\(seen.joined(separator: "\n"))")
  }

  @Test("no C handle stands in a signature that others see")
  func noHandleInSignatures() throws {
    let seen = try SourceTree.matches(
      #"\b(public|package)\b.*\bOpaquePointer\b"#,
      in: try SourceTree.swiftFiles(below: "Sources"))
    #expect(seen.isEmpty, "\(seen.joined(separator: "\n"))")
  }

  @Test("an import line is read whatever stands around it")
  func importLines() {
    #expect(SourceTree.module(importedBy: "import OctavoBase") == "OctavoBase")
    #expect(SourceTree.module(importedBy: "  public import OctavoBase") == "OctavoBase")
    #expect(SourceTree.module(importedBy: "@testable import OctavoText") == "OctavoText")
    #expect(SourceTree.module(importedBy: "import struct Foundation.URL") == "Foundation")
    #expect(SourceTree.module(importedBy: "package import class Glibc.FILE") == "Glibc")
    #expect(SourceTree.module(importedBy: "// import nothing") == nil)
    #expect(SourceTree.module(importedBy: "let important = 1") == nil)
  }
}
