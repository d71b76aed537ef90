import CHarfBuzz

/// How HarfBuzz shapes text of some properties in a face: looked up once instead of for every word.
final class HarfBuzzPlan {
  let pointer: OpaquePointer

  init(_ font: HarfBuzzFont, _ properties: ShapingProperties, _ features: HarfBuzzFeatures) {
    var segment = hb_segment_properties_t()
    segment.direction = properties.isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR
    segment.script = hb_script_t(rawValue: properties.script)
    segment.language = properties.language.pointer
    pointer = features.list.withUnsafeBufferPointer {
      hb_shape_plan_create_cached(
        font.face.pointer, &segment, $0.baseAddress, UInt32($0.count), nil)
    }
  }

  deinit { hb_shape_plan_destroy(pointer) }
}
