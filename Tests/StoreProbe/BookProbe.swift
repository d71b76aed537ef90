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

  /// Pieces between two flushes: as many as may be lost.
  private static let batch = 5

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
    let work = try store.chapters.begin(node.id, under: lease)
    for (position, section) in node.children.enumerated() {
      guard !work.sections.contains(where: { $0.position == position }) else { continue }
      try write(section.id, at: position, work, lease)
    }
    let sections = try store.chapters.sections(of: node.id)
    var acceptance = ChapterAcceptance(
      work, content: sections.map(\.content).joined(separator: "\n\n"),
      wordCount: sections.map(\.wordCount).reduce(0, +))
    acceptance.summary = "Summary of \(node.id.text)"
    acceptance.facts = [
      FactDraft(entity: node.id.text, predicate: "is", value: "so", paragraph: 0, evidence: "here")
    ]
    acceptance.event = NewEvent("chapter_completed")
    _ = try store.chapters.accept(acceptance, under: lease)
  }

  private func write(
    _ section: NodeID, at position: Int, _ work: ChapterWork, _ lease: ProjectLease
  ) throws {
    let journal = try store.journal.open(
      JournalSubject(node: section, attempt: work.attempt), under: lease)
    let call = NewCall(
      step: "chapter", node: work.chapter, provider: "probe", model: "probe",
      reserve: MicroDollars(1000))
    guard case .admitted(let id) = try store.ledger.open(call, under: lease) else { return }
    Line.write("call \(id.text)", to: bill)
    for number in journal.text.split(separator: " ").count..<length {
      Line.write("piece", to: bill)
      try store.journal.append(Self.piece(section, number), to: journal)
      guard number % Self.batch == Self.batch - 1 else { continue }
      try store.journal.flush(journal)
      Line.write("\(section.text) \(number)")
    }
    let settlement = CallSettlement(
      .completed, tokensIn: 10, tokensOut: length, cost: MicroDollars(900))
    try store.ledger.settle(id, settlement)
    let text = try store.journal.text(of: journal)
    let sealed = SectionText(node: section, position: position, content: text, wordCount: length)
    try store.chapters.seal(journal, as: sealed, of: work, under: lease)
  }
}
