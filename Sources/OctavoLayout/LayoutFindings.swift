import OctavoBase
import OctavoBreaking

/// What layout has to say of its result.
enum LayoutFindings {
  static func diagnostics(_ setter: ChapterSetter, _ blocks: [FlowBlock]) -> [Diagnostic] {
    setter.crampedTables.map { span in
      Diagnostic(
        .warning, "layout.table-too-wide",
        "the table does not fit the measure; its words are broken to fit", at: span,
        hints: ["drop a column, shorten the words, or choose a wider trim"])
    }
  }
}
