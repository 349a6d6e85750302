// swift-tools-version: 6.1
import PackageDescription

/// Arrows point one way: the model imports nothing of ours, each stage imports the model, and only
/// `crux` knows the order of the stages. `Tests/RepositoryTests` holds this table against the
/// imports actually written.
let package = Package(
  name: "cruxbook",
  products: [.executable(name: "crux", targets: ["crux"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "CMarkArena", dependencies: ["CCMark"]),
    .target(
      name: "CAssets",
      cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),
    .target(name: "Assets", dependencies: ["CAssets"]),
    .target(name: "CruxModel"),
    .target(name: "ThreadParsing", dependencies: ["CruxModel", "CCMark", "CMarkArena", "CYAML"]),
    .target(name: "CorpusChecking", dependencies: ["CruxModel"]),
    .target(name: "Reasoning", dependencies: ["CruxModel"]),
    .target(name: "Suggesting", dependencies: ["CruxModel"]),
    .target(name: "CruxStore", dependencies: ["CruxModel", "CSQLite", "Assets"]),
    .target(name: "CruxSite", dependencies: ["CruxModel", "Assets"]),
    .target(name: "Interchange", dependencies: ["CruxModel"]),
    .executableTarget(
      name: "crux",
      dependencies: [
        "CruxModel", "ThreadParsing", "CorpusChecking", "Reasoning", "CruxStore", "CruxSite",
        "Assets", "Suggesting", "Interchange",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      // Starts in half the time: ARCHITECTURE.md says what each of these brings.
      linkerSettings: [
        .unsafeFlags(
          [
            "-Xclang-linker", "-no-pie", "-Xlinker", "--no-export-dynamic",
            "-L\(Context.packageDirectory)/Tools/Linking",
          ],
          .when(platforms: [.linux], configuration: .release))
      ]),
    .executableTarget(name: "generate-corpus", path: "Benchmarks/Generate"),
    .executableTarget(name: "manual-pages", path: "Tools/ManualPages"),
    .executableTarget(
      name: "reasoning-benchmark", dependencies: ["Reasoning", "CruxModel"],
      path: "Benchmarks/Reasoning", exclude: ["beside_pygarg.py"]),
    .executableTarget(
      name: "parse-benchmark",
      dependencies: ["ThreadParsing", "CruxModel", "CCMark", "CMarkArena"],
      path: "Benchmarks/Parse"),
    .testTarget(name: "AssetsTests", dependencies: ["Assets"]),
    .testTarget(name: "CruxModelTests", dependencies: ["CruxModel"]),
    .testTarget(
      name: "CruxStoreTests",
      dependencies: ["CruxStore", "CruxModel", "ThreadParsing", "Assets", "CSQLite"]),
    .testTarget(name: "ReasoningTests", dependencies: ["Reasoning", "CruxModel"]),
    .testTarget(
      name: "CorpusCheckingTests", dependencies: ["CorpusChecking", "ThreadParsing"],
      exclude: ["Cases"]),
    .testTarget(
      name: "CruxTests",
      dependencies: ["crux", "CruxModel", "CruxStore", "Reasoning", "Interchange"],
      exclude: ["Browser"]),
    .testTarget(
      name: "CruxSiteTests", dependencies: ["CruxSite", "ThreadParsing"],
      exclude: ["Golden", "check_pages.py"]),
    .testTarget(
      name: "InterchangeTests",
      dependencies: ["Interchange", "CruxModel", "ThreadParsing", "CCMark", "crux"],
      exclude: ["Figures", "Fixtures"]),
    .testTarget(name: "RepositoryTests"),
    .testTarget(name: "SuggestingTests", dependencies: ["Suggesting", "ThreadParsing"]),
    .testTarget(
      name: "ThreadParsingTests", dependencies: ["ThreadParsing", "CCMark", "CMarkArena"],
      exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings its own `main`, so its target exists only while fuzzing (`Tests/Fuzz/run`).
if Context.environment["CRUXBOOK_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz-threads", dependencies: ["ThreadParsing", "CruxModel"], path: "Tests/Fuzz",
      exclude: ["run"],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
  package.targets.append(
    .executableTarget(
      name: "fuzz-importers", dependencies: ["Interchange", "CruxModel"],
      path: "Tests/FuzzImporters", exclude: ["run"],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
}
