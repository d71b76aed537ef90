import OctavoStyle

extension Color {
  /// The colour as a screen shows it: red, green and blue, each 0 to 1. Inks take light away.
  var light: (red: Double, green: Double, blue: Double) {
    switch self {
    case .gray(let gray): return (gray, gray, gray)
    case .rgb(let red, let green, let blue): return (red, green, blue)
    case .cmyk(let cyan, let magenta, let yellow, let black):
      let light = 1 - black
      return ((1 - cyan) * light, (1 - magenta) * light, (1 - yellow) * light)
    }
  }
}
