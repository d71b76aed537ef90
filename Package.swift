// swift-tools-version: 6.2
import PackageDescription

/// Settings every target shares: language mode 6, strict imports, warnings as errors.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A product target under `Sources/`.
func engine(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// A C library found by pkg-config, or by the linker alone where Debian ships no `.pc` file.
func library(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// A test target under `Tests/`.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["OctavoTestSupport"], swiftSettings: settings)
}

let package = Package(
  name: "octavo",
  products: [
    .library(name: "Octavo", targets: ["Octavo"]),
    .executable(name: "octavo", targets: ["OctavoCommand"]),
    .executable(name: "octavo-bench", targets: ["OctavoBenchmarks"]),
    .executable(name: "octavo-model-server", targets: ["OctavoModelServerProgram"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    library("CMarkGFM", pkgConfig: "libcmark-gfm", apt: "libcmark-gfm-extensions-dev"),
    library("CHarfBuzz", pkgConfig: "harfbuzz-subset", apt: "libharfbuzz-dev"),
    library("CPango", pkgConfig: "pangoft2", apt: "libpango1.0-dev"),
    library("CCairo", pkgConfig: "cairo-ft", apt: "libcairo2-dev"),
    // Loaded when it is first called, not linked: no pkg-config.
    library("CCurl", apt: "libcurl4-openssl-dev"),
    .target(name: "COctavoCurl", dependencies: ["CCurl"]),
    library("CZip", pkgConfig: "libzip", apt: "libzip-dev"),
    library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    library("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),
    library("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    .systemLibrary(name: "CMalloc"),
    .target(
      name: "COctavoSVG", dependencies: ["CCairo", "CPango"],
      linkerSettings: [.linkedLibrary("pangocairo-1.0")]),
    .systemLibrary(name: "CExtendedAttributes"),
    .target(name: "COctavoJPEG", linkerSettings: [.linkedLibrary("jpeg")]),

    engine("OctavoBase", []),
    engine(
      "OctavoBook", ["OctavoBase", "CMarkGFM", .product(name: "Yams", package: "Yams")]),
    engine(
      "OctavoStyle", ["OctavoBase", "OctavoBook", .product(name: "Yams", package: "Yams")]),
    engine("OctavoBreaking", ["OctavoBase"]),
    engine(
      "OctavoText",
      ["OctavoBase", "CPango", "CHarfBuzz", .product(name: "Yams", package: "Yams")]),
    engine(
      "OctavoLayout",
      ["OctavoBase", "OctavoBook", "OctavoStyle", "OctavoBreaking", "OctavoText"]),
    engine(
      "OctavoRender",
      [
        "OctavoBase", "OctavoStyle", "OctavoText", "OctavoLayout", "CCairo", "CDeflate",
        "COctavoJPEG", "COctavoSVG",
      ]),
    engine(
      "OctavoEbook", ["OctavoBase", "OctavoBook", "OctavoStyle", "CDeflate", "CZip", "CZlib"]),
    engine(
      "Octavo",
      [
        "OctavoBase", "OctavoBook", "OctavoStyle", "OctavoBreaking", "OctavoText", "OctavoLayout",
        "OctavoRender", "OctavoEbook",
      ], exclude: ["Octavo.docc"]),
    engine("OctavoTransport", ["OctavoBase", "CCurl", "COctavoCurl"]),
    engine("OctavoJSON", ["OctavoBase"]),
    engine(
      "OctavoObjects", ["OctavoBase", "OctavoTransport", "CCrypto", "CExtendedAttributes"]),
    engine(
      "OctavoGeneration",
      ["OctavoBase", "OctavoTransport", "OctavoJSON", .product(name: "Yams", package: "Yams")]),
    engine("OctavoStore", ["OctavoBase", .product(name: "GRDB", package: "GRDB.swift")]),
    engine(
      "OctavoService",
      [
        "Octavo", "OctavoBase", "OctavoEbook", "OctavoTransport", "OctavoGeneration",
        "OctavoStore", "OctavoObjects",
      ]),
    engine(
      "OctavoServer",
      [
        "OctavoBase", "OctavoJSON", "OctavoObjects", "OctavoStore", "OctavoService", "CDeflate",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "OctavoCommand",
      dependencies: [
        "Octavo", "OctavoBase", "OctavoGeneration", "OctavoStore", "OctavoService", "OctavoServer",
        "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .target(
      name: "OctavoTestSupport", dependencies: ["OctavoBase"], path: "Tests/Support",
      swiftSettings: settings),
    .target(
      name: "OctavoBookTestSupport",
      dependencies: [
        "Octavo", "OctavoBase", "OctavoBook", "OctavoLayout", "OctavoStyle", "OctavoTestSupport",
      ],
      path: "Tests/BookSupport", swiftSettings: settings),
    .target(
      name: "OctavoModelServer", dependencies: ["OctavoGeneration", "OctavoJSON"],
      path: "Tests/ModelServer",
      swiftSettings: settings),
    .executableTarget(
      name: "OctavoModelServerProgram", dependencies: ["OctavoModelServer"],
      path: "Tests/ModelServerProgram", swiftSettings: settings),
    .target(
      name: "COctavoTestJPEG", path: "Tests/TechnicalJPEG",
      linkerSettings: [.linkedLibrary("jpeg")]),
    .target(
      name: "OctavoTechnicalManuscript", dependencies: ["COctavoTestJPEG", "CDeflate"],
      path: "Tests/TechnicalManuscript", swiftSettings: settings),
    .executableTarget(
      name: "OctavoBenchmarks",
      dependencies: [
        "OctavoBase", "OctavoBook", "OctavoModelServer", "OctavoTechnicalManuscript",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Benchmarks", swiftSettings: settings),
    tests("OctavoBaseTests", ["OctavoBase"]),
    tests("OctavoBookTests", ["OctavoBook"]),
    tests("OctavoStyleTests", ["OctavoStyle", "OctavoBook"]),
    tests("OctavoBreakingTests", ["OctavoBreaking"]),
    tests("OctavoTextTests", ["OctavoText"]),
    tests(
      "OctavoLayoutTests",
      [
        "Octavo", "OctavoBookTestSupport", "OctavoBase", "OctavoBook", "OctavoLayout",
        "OctavoStyle",
      ]),
    tests(
      "OctavoRenderTests",
      [
        "OctavoBase", "OctavoBook", "OctavoStyle", "OctavoText", "OctavoLayout", "OctavoRender",
        "CCairo", "CHarfBuzz",
      ]),
    tests(
      "OctavoEbookTests",
      [
        "OctavoBookTestSupport", "Octavo", "OctavoBase", "OctavoBook", "OctavoStyle",
        "OctavoLayout", "OctavoEbook",
      ]),
    tests(
      "OctavoTests",
      [
        "OctavoBookTestSupport", "OctavoStyle", "Octavo", "OctavoBase", "OctavoBook",
        "OctavoLayout", "OctavoTechnicalManuscript",
      ]),
    tests("OctavoJSONTests", ["OctavoJSON"]),
    tests("OctavoTransportTests", ["OctavoTransport", "OctavoModelServer"]),
    .executableTarget(
      name: "OctavoObjectsProbe", dependencies: ["OctavoObjects"], path: "Tests/ObjectsProbe",
      swiftSettings: settings),
    tests(
      "OctavoObjectsTests",
      ["OctavoBase", "OctavoTransport", "OctavoObjects", "OctavoObjectsProbe"]),
    tests(
      "OctavoGenerationTests",
      ["OctavoBase", "OctavoTransport", "OctavoJSON", "OctavoGeneration", "OctavoModelServer"]),
    .executableTarget(
      name: "OctavoStoreProbe", dependencies: ["OctavoBase", "OctavoStore"],
      path: "Tests/StoreProbe", swiftSettings: settings),
    tests(
      "OctavoStoreTests",
      [
        "OctavoBase", "OctavoStore", "OctavoStoreProbe",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests("OctavoPipelineTests", ["OctavoGeneration", "OctavoJSON", "OctavoBase", "OctavoBook"]),
    tests(
      "OctavoServiceTests",
      [
        "OctavoBase", "OctavoTransport", "OctavoGeneration", "OctavoObjects", "OctavoStore",
        "OctavoService", "OctavoModelServer", "OctavoCommand",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "OctavoServerTests",
      [
        "OctavoBase", "OctavoJSON", "OctavoGeneration", "OctavoObjects", "OctavoStore",
        "OctavoService",
        "OctavoServer", "OctavoModelServer", "OctavoCommand",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    tests("RepositoryTests", []),
  ],
  swiftLanguageModes: [.v6]
)
