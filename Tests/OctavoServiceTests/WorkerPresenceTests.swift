import Foundation
import OctavoTestSupport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// Workers as the store knows them: alive, taken for dead, and back.
@Suite("Workers' presence")
struct WorkerPresenceTests {
  @Test("a worker that slept too long is back with its next sign of life")
  func returns() throws {
    let desk = try ServiceDesk()
    let workers = desk.store.workers
    let sleeper = try workers.enter(lanes: 3)
    let other = try workers.enter(lanes: 1)
    desk.clock.advance(seconds: 40)
    try workers.sign(other, lanes: 1)
    #expect(try workers.alive().map(\.id) == [other])
    try workers.sign(sleeper, lanes: 3)
    #expect(Set(try workers.alive().map(\.id)) == [sleeper, other])
    #expect(try workers.alive().first { $0.id == sleeper }?.lanes == 3)
    try workers.leave(sleeper)
    #expect(try workers.alive().map(\.id) == [other])
  }

  @Test("who does what is due and is told to stop does so, and begins nothing anew")
  func cancelledDrain() async throws {
    let desk = try ServiceDesk()
    _ = try await desk.planned()
    for _ in 0..<3 { _ = try await desk.service.initiate(ServiceDesk.request, by: desk.ann) }
    let worker = Worker(desk.workshop, lanes: 1)
    let work = Task { try await worker.drain() }
    work.cancel()
    let count = try await work.value
    #expect(count <= 1)
    let left = try desk.store.jobs.list(JobListing(owner: desk.ann.user, state: .queued))
    #expect(left.count >= 2)
    #expect(try desk.store.workers.alive() == [])
  }
}
