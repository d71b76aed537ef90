import CHarfBuzz

/// What HarfBuzz is told of the text of one shaping call.
struct ShapingProperties {
  /// An ISO 15924 script as four ASCII bytes, big end first (an `hb_script_t`).
  var script: UInt32
  var isRightToLeft: Bool
  /// An `hb_language_t` of `HarfBuzzLanguage`.
  var language: HarfBuzzLanguage
}

/// A language as HarfBuzz interns it; valid for the life of the process.
///
/// `@unchecked Sendable`: HarfBuzz never frees or changes an interned language.
struct HarfBuzzLanguage: @unchecked Sendable {
  let pointer: hb_language_t?

  init(_ tag: String) { pointer = hb_language_from_string(tag, -1) }
}

/// OpenType features over a whole buffer.
struct HarfBuzzFeatures {
  let list: [hb_feature_t]

  /// Tags are four ASCII characters; shorter ones are padded with spaces as OpenType does.
  init(_ features: [FontRequest.Feature]) {
    list = features.map { feature in
      hb_feature_t(
        tag: hb_tag_from_string(feature.tag, -1), value: UInt32(clamping: feature.value), start: 0,
        end: UInt32.max)
    }
  }
}

/// A reused HarfBuzz buffer: characters in, glyphs out.
final class HarfBuzzBuffer {
  private let pointer: OpaquePointer

  init() {
    pointer = hb_buffer_create()
    hb_buffer_set_flags(pointer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES)
  }

  deinit { hb_buffer_destroy(pointer) }

  func begin(_ properties: ShapingProperties) {
    hb_buffer_clear_contents(pointer)
    hb_buffer_set_flags(pointer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES)
    hb_buffer_set_content_type(pointer, HB_BUFFER_CONTENT_TYPE_UNICODE)
    hb_buffer_set_direction(
      pointer, properties.isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
    hb_buffer_set_script(pointer, hb_script_t(rawValue: properties.script))
    hb_buffer_set_language(pointer, properties.language.pointer)
  }

  /// Adds UTF-8 whose clusters are byte offsets in `bytes`; malformed bytes become U+FFFD.
  func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    bytes.withMemoryRebound(to: CChar.self) { characters in
      hb_buffer_add_utf8(
        pointer, characters.baseAddress, Int32(characters.count), 0, Int32(characters.count))
    }
  }

  func add(_ scalar: UInt32, cluster: Int) { hb_buffer_add(pointer, scalar, UInt32(cluster)) }

  func shape(_ font: HarfBuzzFont, _ features: HarfBuzzFeatures) {
    if features.list.isEmpty {
      hb_shape(font.pointer, pointer, nil, 0)
    } else {
      features.list.withUnsafeBufferPointer {
        hb_shape(font.pointer, pointer, $0.baseAddress, UInt32($0.count))
      }
    }
  }

  /// The same by a plan made before, which must be of the same font and features, and of the
  /// properties the buffer was begun with.
  func shape(_ font: HarfBuzzFont, _ features: HarfBuzzFeatures, _ plan: HarfBuzzPlan) {
    features.list.withUnsafeBufferPointer {
      _ = hb_shape_plan_execute(
        plan.pointer, font.pointer, pointer, $0.baseAddress, UInt32($0.count))
    }
  }

  /// Appends the shaped glyphs in visual order, `base` added to their clusters; false where a
  /// character had no glyph.
  func appendGlyphs(to glyphs: inout Arena<ShapedGlyph>, font: FontID, base: Int) -> Bool {
    var count: UInt32 = 0
    guard let infos = hb_buffer_get_glyph_infos(pointer, &count),
      let positions = hb_buffer_get_glyph_positions(pointer, &count)
    else { return true }
    let unsafeToBreak = HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue
    var isComplete = true
    for index in 0..<Int(count) {
      let info = infos[index]
      let position = positions[index]
      if info.codepoint == 0 { isComplete = false }
      glyphs.append(
        ShapedGlyph(
          glyph: UInt16(truncatingIfNeeded: info.codepoint), font: font,
          cluster: UInt16(clamping: base + Int(info.cluster)),
          isUnsafeToBreak: info.mask & unsafeToBreak != 0, advance: position.x_advance,
          xOffset: position.x_offset, yOffset: position.y_offset))
    }
    return isComplete
  }
}

/// Scripts by their Unicode properties.
enum HarfBuzzScript {
  static let latin = HB_SCRIPT_LATIN.rawValue

  /// The script of a character; nil for those shared by scripts (common, inherited, unknown).
  static func own(of scalar: UInt32) -> UInt32? {
    let script = hb_unicode_script(hb_unicode_funcs_get_default(), scalar)
    let isShared =
      script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN
    return isShared ? nil : script.rawValue
  }

  /// The script of an ISO 15924 name; nil for one that is not such a name.
  static func named(_ name: String) -> UInt32? {
    let script = name.withCString { hb_script_from_string($0, -1) }
    let isKnown = script != HB_SCRIPT_INVALID && script != HB_SCRIPT_UNKNOWN
    return isKnown ? script.rawValue : nil
  }

  static func isRightToLeft(_ script: UInt32) -> Bool {
    hb_script_get_horizontal_direction(hb_script_t(rawValue: script)) == HB_DIRECTION_RTL
  }
}
