package import OctavoBook

/// The page numbers a division's text read: when one has changed, the division is set again.
package struct LabelReads: Sendable {
  package struct Read: Sendable {
    package let reference: Reference
    package let value: String?
  }

  package private(set) var pages: [Read] = []

  mutating func record(_ read: Read) {
    if read.reference.form == .page { pages.append(read) }
  }

  /// Whether every page number read is still the same.
  package func isCurrent(in labels: LabelTable) -> Bool {
    pages.allSatisfy { labels.text(for: $0.reference) == $0.value }
  }

  /// Whether one of them stands for a page that is not yet known.
  var hasUnknown: Bool { pages.contains { $0.value == nil } }

  package var isEmpty: Bool { pages.isEmpty }
}
