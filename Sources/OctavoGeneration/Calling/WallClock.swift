import Foundation

/// The time of day.
package enum WallClock {
  /// Seconds since 1970.
  package static func now() -> Double { Date().timeIntervalSince1970 }
}
