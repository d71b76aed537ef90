import OctavoBase

/// Lengths in the units of WordprocessingML, rounded to the nearest.
extension Length {
  /// Twentieths of a point (ECMA-376 part 1, §17.18.87), within what Word takes.
  var twips: Int { clamped(rounded(times: 20), to: 31_680) }

  /// Half points, the unit of type sizes and shifts of the baseline.
  var halfPoints: Int { clamped(rounded(times: 2), to: 3_276) }

  /// Eighths of a point, the unit of borders.
  var eighths: Int { clamped(rounded(times: 8), to: 96) }

  /// English metric units, of which 12,700 make a point (§20.1.2.1).
  var drawingUnits: Int { clamped(rounded(times: 12_700), to: 27_273_042_316_900) }

  private func rounded(times factor: Int64) -> Int {
    let product = scaledPoints.multipliedReportingOverflow(by: factor)
    guard !product.overflow else { return scaledPoints < 0 ? Int.min / 2 : Int.max / 2 }
    let half = product.partialValue < 0 ? -Length.unit / 2 : Length.unit / 2
    return Int((product.partialValue + half) / Length.unit)
  }

  private func clamped(_ value: Int, to most: Int) -> Int { min(max(value, -most), most) }
}
