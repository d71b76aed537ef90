import OctavoBook
import OctavoText

extension BaseDirection {
  /// The direction that `dir=` gives; nil for none, and for one there is not.
  init?(_ attributes: Attributes) {
    switch attributes["dir"] {
    case "ltr": self = .leftToRight
    case "rtl": self = .rightToLeft
    default: return nil
    }
  }
}
