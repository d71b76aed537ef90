import CPango
import OctavoBase

/// Finds scripts, directions and break opportunities by Pango, over the library's fonts alone.
///
/// A class because it owns a Pango context, made when the first paragraph that needs one comes; for
/// one thread.
final class PangoItemizer {
  private let context: OpaquePointer?

  init(_ fonts: PangoFonts) {
    guard let configuration = fonts.shared(), let map = pango_ft2_font_map_new() else {
      context = nil
      return
    }
    pango_fc_font_map_set_config(OpaquePointer(map), configuration.pointer)
    context = pango_font_map_create_context(map)
    g_object_unref(UnsafeMutableRawPointer(map))
  }

  deinit { if let context { g_object_unref(UnsafeMutableRawPointer(context)) } }

  /// Itemizes one paragraph: valid UTF-8 without line feeds, at most 2^31 bytes.
  func itemize(
    _ bytes: UnsafeBufferPointer<UInt8>, language: LanguageTag, base: BaseDirection
  ) -> TextItems {
    // Pango takes a NUL for the end of the text.
    let text = bytes.map { CChar(bitPattern: $0 == 0 ? 0x20 : $0) }
    let tongue = pango_language_from_string(language.text)
    return text.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress, g_utf8_validate(start, text.count, nil) != 0, let context
      else { return unanalysed(bytes.count) }
      let isRightToLeft = isRightToLeft(text, base)
      pango_context_set_language(context, tongue)
      return TextItems(
        items: items(text, context, isRightToLeft), isRightToLeft: isRightToLeft,
        breaks: breaks(text, tongue, isRightToLeft))
    }
  }

  /// One item without breaks, for text that is not UTF-8.
  private func unanalysed(_ count: Int) -> TextItems {
    let item = TextItem(range: 0..<Int32(clamping: count), level: 0, script: 0)
    return TextItems(
      items: count > 0 ? [item] : [], isRightToLeft: false,
      breaks: ContiguousArray(repeating: [], count: count + 1))
  }

  private func isRightToLeft(_ text: UnsafeBufferPointer<CChar>, _ base: BaseDirection) -> Bool {
    switch base {
    case .leftToRight: false
    case .rightToLeft: true
    case .fromText: text.withMemoryRebound(to: UInt8.self, BaseDirection.isRightToLeft)
    }
  }

  /// Pango's items, neighbours that differ in font alone put together.
  private func items(
    _ text: UnsafeBufferPointer<CChar>, _ context: OpaquePointer,
    _ isRightToLeft: Bool
  ) -> [TextItem] {
    var list = pango_itemize_with_base_dir(
      context, isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, text.baseAddress, 0,
      gint(text.count), nil, nil)
    let head = list
    defer { g_list_free(head) }
    var items: [TextItem] = []
    while let node = list {
      let item = node.pointee.data.assumingMemoryBound(to: PangoItem.self)
      append(item.pointee, text, to: &items)
      pango_item_free(item)
      list = node.pointee.next
    }
    return items
  }

  /// Adds an item, or joins it to the one before where only the font differs or where one of the
  /// two is all spaces and punctuation: Pango gives these the script of what precedes.
  private func append(
    _ item: PangoItem, _ text: UnsafeBufferPointer<CChar>, to items: inout [TextItem]
  ) {
    let script = g_unicode_script_to_iso15924(
      GUnicodeScript(rawValue: Int32(item.analysis.script)))
    let added = TextItem(
      range: item.offset..<item.offset + item.length, level: item.analysis.level, script: script)
    guard let last = items.last, last.level == added.level else { return items.append(added) }
    let joined = last.range.lowerBound..<added.range.upperBound
    if last.script == script || !Self.hasOwnScript(text, added.range) {
      items[items.count - 1] = TextItem(range: joined, level: last.level, script: last.script)
    } else if !Self.hasOwnScript(text, last.range) {
      items[items.count - 1] = TextItem(range: joined, level: last.level, script: script)
    } else {
      items.append(added)
    }
  }

  private static func hasOwnScript(
    _ text: UnsafeBufferPointer<CChar>, _ range: Range<Int32>
  ) -> Bool {
    let part = UnsafeBufferPointer(rebasing: text[Int(range.lowerBound)..<Int(range.upperBound)])
    return part.withMemoryRebound(to: UInt8.self) { bytes in
      var scanner = ScalarScanner(bytes)
      while let (scalar, _) = scanner.next() {
        if HarfBuzzScript.own(of: scalar) != nil { return true }
      }
      return false
    }
  }

  private func breaks(
    _ text: UnsafeBufferPointer<CChar>, _ language: OpaquePointer?, _ isRightToLeft: Bool
  ) -> ContiguousArray<BreakFlags> {
    let count = Int(g_utf8_strlen(text.baseAddress, text.count))
    var attributes = [PangoLogAttr](repeating: PangoLogAttr(), count: count + 1)
    pango_get_log_attrs(
      text.baseAddress, gint(text.count), isRightToLeft ? 1 : 0, language, &attributes,
      gint(count + 1))
    var breaks = ContiguousArray<BreakFlags>(repeating: [], count: text.count + 1)
    var character = 0
    for index in 0...text.count {
      let isContinuation = index < text.count && UInt8(bitPattern: text[index]) & 0xC0 == 0x80
      if isContinuation { continue }
      breaks[index] = Self.flags(attributes[character])
      character += 1
    }
    return breaks
  }

  private static func flags(_ attribute: PangoLogAttr) -> BreakFlags {
    var flags: BreakFlags = []
    if attribute.is_line_break != 0 { flags.insert(.line) }
    if attribute.is_mandatory_break != 0 { flags.insert(.mandatory) }
    if attribute.is_cursor_position != 0 { flags.insert(.grapheme) }
    if attribute.is_white != 0 { flags.insert(.whiteSpace) }
    return flags
  }
}
