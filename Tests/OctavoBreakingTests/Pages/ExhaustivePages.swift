import OctavoBase

@testable import OctavoBreaking

/// The least cost of any pagination, by trying all of them: for tiny lists of grid lines without
/// notes, spaces or forced breaks.
struct ExhaustivePages {
  let material: PageMaterial
  let parameters: PageParameters

  /// What the rest costs from a place on, so that no place is searched twice.
  private var known: [Place: Int64] = [:]

  init(material: PageMaterial, parameters: PageParameters) {
    self.material = material
    self.parameters = parameters
  }

  /// Where the search stands.
  private struct Place: Hashable {
    var block = 0
    var variant = 0
    var line = 0
    /// Lines on the open page, and of the block in hand on it.
    var used = 0
    var taken = 0
    var target = 0
    var isRecto: Bool
    var isFirstPage = true
  }

  mutating func leastCost() -> Int64 {
    let first = Place(isRecto: parameters.startsOnRecto)
    return material.blocks.isEmpty ? 0 : enter(first)
  }

  /// Begins the block in hand in every way it can be set.
  private mutating func enter(_ place: Place) -> Int64 {
    guard place.block < material.blocks.count else { return finalCost(place) }
    var least = Int64.max
    for index in material.blocks[place.block].variants {
      var begun = place
      begun.variant = Int(index)
      (begun.line, begun.taken) = (0, 0)
      least = min(least, material.variants[Int(index)].cost + goOn(begun))
    }
    return least
  }

  private mutating func goOn(_ place: Place) -> Int64 {
    if let cost = known[place] { return cost }
    let cost = tryAll(place)
    known[place] = cost
    return cost
  }

  /// Sets the next line on the open page, or breaks the page before it.
  private mutating func tryAll(_ place: Place) -> Int64 {
    let count = material.variants[place.variant].lines.count
    guard place.line < count else {
      var next = place
      next.block += 1
      return enter(next)
    }
    var least = Int64.max
    if place.used < parameters.lines + place.target {
      var after = place
      after.line += 1
      after.used += 1
      after.taken += 1
      least = goOn(after)
    }
    guard place.used > 0 else { return least }
    let cost = breakCost(place, count)
    return min(least, cost + newPage(place))
  }

  private mutating func newPage(_ place: Place) -> Int64 {
    let targets = place.isRecto && parameters.allowsUnevenSpreads ? [0, -1, 1] : [0]
    var least = Int64.max
    for target in targets {
      var opened = place
      opened.isRecto.toggle()
      opened.isFirstPage = false
      (opened.used, opened.taken) = (0, 0)
      opened.target = opened.isRecto ? place.target : target
      let cost =
        opened.isRecto || target == 0
        ? 0 : target < 0 ? parameters.shortSpreadCost : parameters.longSpreadCost
      least = min(least, cost + goOn(opened))
    }
    return least
  }

  private func breakCost(_ place: Place, _ count: Int) -> Int64 {
    let facts = material.blocks[place.block]
    let short = Int64(parameters.lines + place.target - place.used)
    var cost = short * short * parameters.unevenCost
    if place.line == 0 {
      if place.block > 0, material.blocks[place.block - 1].keepWithNext {
        cost += parameters.keepCost
      }
      return cost
    }
    if place.line == place.taken && place.taken < facts.orphans { cost += parameters.orphanCost }
    if count - place.line < facts.widows { cost += parameters.widowCost }
    return cost
  }

  private func finalCost(_ place: Place) -> Int64 {
    guard !place.isFirstPage, place.used < parameters.lastPageLines else { return 0 }
    return Int64(parameters.lastPageLines - place.used) * parameters.shortLastPageCost
  }
}
