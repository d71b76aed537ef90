public import OctavoBase
public import OctavoBook
public import OctavoLayout
public import OctavoStyle
import OctavoText

/// A typeset book with everything its writers need.
public struct TypesetResult: Sendable {
  /// The book as meaning, before any look.
  public let book: Book
  /// The template resolved for this book.
  public let sheet: StyleSheet
  /// The pages, ready to draw.
  public let pages: PagedBook
  /// Findings of all stages, in order.
  public let diagnostics: [Diagnostic]
  /// The files the diagnostics' spans point into.
  public let sources: SourceMap
  let fonts: FontLibrary
  /// What the manuscript's paths are relative to; nil for the working folder.
  let folder: String?
  /// How many threads writers may use, as the request has it.
  let threads: Int

  /// Physical pages, blank ones included.
  public var pageCount: Int { pages.pageCount }
}

/// Why there is no typeset book: the findings of the stages that ran.
public struct TypesetFailure: Error, Sendable {
  /// What kind of failure it is, for the exit code.
  public let kind: OctavoError.Kind
  /// Findings of the stages that ran, in order.
  public let diagnostics: [Diagnostic]
  /// The files the diagnostics' spans point into.
  public let sources: SourceMap
}

/// The steps of typesetting, in order, for progress and timings.
public enum TypesetStage: String, Sendable, CaseIterable {
  case read, parse, style, fonts, layout
}
