/// What is known of a run's script and direction before it is shaped.
package struct RunProperties: Hashable, Sendable {
  /// An ISO 15924 script as four ASCII bytes, big end first (an `hb_script_t`); 0 takes the script
  /// of the token's first letter, and its direction with it.
  package var script: UInt32
  package var isRightToLeft: Bool

  package init(script: UInt32, isRightToLeft: Bool) {
    self.script = script
    self.isRightToLeft = isRightToLeft
  }

  /// For text that `PlainText` passes: no itemizing was needed.
  package static let plain = RunProperties(script: 0, isRightToLeft: false)
}
