import Glibc
import OctavoBase
import OctavoStore

/// Writes a book whose every word is known, going on from whatever is stored: the worker that the
/// crash tests kill.
///
/// Standard output gets a line for the last piece that is safe; the bill, a file, gets one for each piece
/// bought and each call sent, as a provider would count them.
struct BookProbe {
  private let store: Store
  private let project: ProjectID
  private let bill: Int32
  /// Pieces in a section.
  private let length: Int

  init(_ probe: Probe) throws {
    store = try Store.open(folder: probe.folder)
    project = probe.project
    bill = open(probe.arguments[1], O_WRONLY | O_CREAT | O_APPEND, 0o600)
    length = Int(probe.arguments[2]) ?? 50
  }

  /// The piece of a section with this number, from 0.
  static func piece(_ section: NodeID, _ number: Int) -> String { "\(section.text):\(number) " }

  func run() throws {
    let lease = try store.leases.take(project)
    try store.ledger.closeAbandoned(under: lease)
    for node in try store.outline.chapters(project) {
      guard try store.chapters.find(node.id).status != .written else { continue }
      try write(node, lease)
    }
    try store.leases.release(lease)
    Line.write("done")
  }

  private func write(_ node: OutlineNode, _ lease: ProjectLease) throws {
    try save("chapter", node.id.text, [.working(node.id, reason: nil)], lease)
    var texts: [String] = []
    for section in node.children {
      texts.append(try text(of: section.id, lease))
      try save("piece", section.id.text, [], lease)
    }
    let fact = FactDraft(
      entity: node.id.text, predicate: "is", value: "so", paragraph: 0, evidence: "here")
    let finished = FinishedChapter(
      node.id, number: 1, content: texts.joined(separator: "\n\n"),
      wordCount: texts.count * length, summary: "Summary of \(node.id.text)", facts: [fact])
    try save("chapter", node.id.text, [.finished(finished)], lease)
  }

  private func save(
    _ kind: String, _ name: String, _ effects: [RecordEffect], _ lease: ProjectLease
  ) throws {
    try store.records.save(StoredRecord(kind, name, body: "{}"), effects: effects, under: lease)
  }

  /// A section's text, of which only what is not stored is bought.
  private func text(of section: NodeID, _ lease: ProjectLease) throws -> String {
    let known = try store.answers.find(section.text, of: project)
    if let known, known.ending != nil { return known.text }
    try store.answers.begin(section.text, under: lease)
    let call = NewCall(
      step: "chapter", provider: "probe", model: "probe", request: section.text,
      reserve: MicroDollars(1000))
    guard case .admitted(let id) = try store.ledger.open(call, under: lease) else { return "" }
    Line.write("call \(id.text)", to: bill)
    for number in (known?.text ?? "").split(separator: " ").count..<length {
      Line.write("piece", to: bill)
      try store.answers.append(Self.piece(section, number), to: section.text, under: lease)
      Line.write("\(section.text) \(number)")
    }
    let settlement = CallSettlement(
      .completed, tokensIn: 10, tokensOut: length, cost: MicroDollars(900))
    try store.ledger.settle(id, settlement)
    try store.answers.end(section.text, of: project, as: "stop")
    return try store.answers.find(section.text, of: project)?.text ?? ""
  }
}
