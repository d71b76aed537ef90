import CMarkGFM
import OctavoBase

/// The set of syntax extensions every text is parsed with, made once a process.
///
/// cmark keeps a global table of the characters that stop its scan of text and switches an
/// extension's characters on and off around each parse, which is not safe on several threads. So
/// the table is set here, once, and the extensions then name no characters of their own. GFM's
/// strikethrough cannot do without, so it is among our own inlines.
final class MarkdownSyntax: @unchecked Sendable {
  /// Unchecked because cmark's pointers are not `Sendable`; nothing is written after `init`.
  static let shared = MarkdownSyntax()

  typealias Extension = OpaquePointer

  private let own: Extension?
  let table: Extension?
  let taskList: Extension?

  private init() {
    cmark_gfm_core_extensions_ensure_registered()
    table = cmark_find_syntax_extension("table")
    taskList = cmark_find_syntax_extension("tasklist")
    own = cmark_syntax_extension_new("octavo")
    cmark_syntax_extension_set_open_block_func(own) { syntax, _, parser, parent, input, length in
      guard let parser, let parent else { return nil }
      let line = UnsafeBufferPointer(start: UnsafePointer(input), count: Int(length))
      return BlockSyntax.open(syntax, parser, parent, line)
    }
    cmark_syntax_extension_set_match_block_func(own) { _, parser, input, length, node in
      guard let parser, let node else { return 0 }
      let line = UnsafeBufferPointer(start: UnsafePointer(input), count: Int(length))
      return BlockSyntax.matches(parser, line, node) ? 1 : 0
    }
    cmark_syntax_extension_set_match_inline_func(own) { _, parser, parent, character, subject in
      guard let parser, let parent, let subject else { return nil }
      return InlineSyntax.match(parser, parent, character, subject)
    }
    setCharacters()
  }

  private func setCharacters() {
    var list: UnsafeMutablePointer<cmark_llist>?
    for character in InlineSyntax.characters {
      let data = UnsafeMutableRawPointer(bitPattern: Int(character))
      list = cmark_llist_append(cmark_get_default_mem_allocator(), list, data)
    }
    cmark_syntax_extension_set_special_inline_chars(own, list)
    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    attach(to: parser)
    cmark_manage_extensions_special_characters(parser, 1)
    cmark_parser_free(parser)
    cmark_syntax_extension_set_special_inline_chars(own, nil)
    cmark_llist_free(cmark_get_default_mem_allocator(), list)
  }

  /// Makes `parser` read everything Octavo's Markdown has.
  func attach(to parser: UnsafeMutablePointer<cmark_parser>?) {
    for syntax in [own, table, taskList] {
      cmark_parser_attach_syntax_extension(parser, syntax)
    }
  }

  func isTable(_ node: UnsafeMutablePointer<cmark_node>) -> Bool {
    table != nil && node.pointee.extension == table
  }
}
