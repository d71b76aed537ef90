import OctavoBase

/// A request with all it resolves to, made once and looked up by id.
struct FontInstance {
  let request: FontRequest
  /// Faces asked for each character, best first; never empty.
  let stack: [FontID]
  let features: HarfBuzzFeatures
  let language: HarfBuzzLanguage
  /// Index of the plan for plain text; the one with a hyphen appended follows it.
  let plainPlan: Int32

  init(_ request: FontRequest, stack: [FontID], plan: Int32) {
    self.request = request
    self.stack = stack
    features = HarfBuzzFeatures(request.features)
    language = HarfBuzzLanguage(request.language.text)
    plainPlan = plan
  }
}

/// All that a cached word depends on but its text: part of the cache's key, as an index.
struct ShapingPlan {
  let instance: FontInstanceID
  let run: RunProperties
  /// Whether the hyphen of a divided word is shaped at its end.
  let appendsHyphen: Bool
  /// Width of the hyphen alone, once asked for; kept with the plain plan of an instance.
  var hyphenWidth: Int32?
  /// HarfBuzz's plan for Latin in the primary face, once there was such a word.
  var latin: HarfBuzzPlan?

  init(instance: FontInstanceID, run: RunProperties, appendsHyphen: Bool) {
    self.instance = instance
    self.run = run
    self.appendsHyphen = appendsHyphen
  }

  func isSame(as other: ShapingPlan) -> Bool {
    instance == other.instance && run == other.run && appendsHyphen == other.appendsHyphen
  }
}
