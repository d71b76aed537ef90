package import OctavoBase

/// Why a store could not do what was asked: facts, and one sentence about them without secrets.
package struct ObjectStoreError: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case badKey(ObjectKeyFault)
    /// No such object, though it was to be read.
    case missing(ObjectKey)
    /// The file to be put cannot be read.
    case unreadable(String)
    /// The file to be put is not the one that was announced.
    case changed(String)
    /// The object's bytes are not those that were put.
    case damaged(ObjectKey)
    /// A right that lasts no time, or too long.
    case lifetime(Int)
    /// The store refuses the credentials or the right is missing.
    case denied
    /// There is no such bucket or folder, or it is not what it should be.
    case noStore
    /// The file of signing keys does not hold keys.
    case badSigningKeys(String)
    /// No room is left.
    case full
    /// Another thing stands at the key, such as a folder.
    case conflict(ObjectKey)
    /// The store cannot be reached, or asks to be left alone for now.
    case unavailable
    /// The store's answer makes no sense.
    case badAnswer
    /// The store refuses for a reason of its own.
    case refused
    /// Reading or writing failed.
    case inputOutput
  }

  package let kind: Kind
  /// One sentence without a final full stop.
  package let message: String

  package init(_ kind: Kind, detail: String = "") {
    self.kind = kind
    message = detail.isEmpty ? kind.words : "\(kind.words) (\(detail))"
  }

  /// Whether the same call may succeed later without anyone's doing.
  package var isTransient: Bool {
    switch kind {
    case .unavailable, .full, .inputOutput, .badAnswer: true
    default: false
    }
  }

  /// The error in the form of the command line, with its exit code.
  package var octavoError: OctavoError {
    OctavoError(kind.exit, "objects.\(kind.code)", message, hints: kind.hints)
  }
}

extension ObjectStoreError.Kind {
  /// What happened, for people.
  var words: String {
    switch self {
    case .badKey(let fault): fault.description
    case .missing(let key): "there is no object “\(key)”"
    case .unreadable(let path): "the file “\(path)” cannot be read"
    case .changed(let path): "the file “\(path)” changed while it was put into the store"
    case .damaged(let key): "the object “\(key)” is not what was put there"
    case .lifetime(let seconds):
      "an address cannot be valid for \(seconds) s; "
        + "\(DownloadGrant.lifetimes.lowerBound) to \(DownloadGrant.lifetimes.upperBound) s are allowed"
    case .denied: "the object store does not accept the credentials or denies the right"
    case .noStore: "there is no such object store"
    case .badSigningKeys(let path): "the file “\(path)” does not hold signing keys"
    case .full: "the object store has no room left"
    case .conflict(let key): "something else stands in the object store at “\(key)”"
    case .unavailable: "the object store cannot be reached for now"
    case .badAnswer: "the object store's answer makes no sense"
    case .refused: "the object store refuses"
    case .inputOutput: "reading or writing failed"
    }
  }

  var code: String {
    switch self {
    case .badKey: "bad-key"
    case .missing: "missing"
    case .unreadable: "unreadable"
    case .changed: "changed"
    case .damaged: "damaged"
    case .lifetime: "bad-lifetime"
    case .denied: "denied"
    case .noStore: "no-store"
    case .badSigningKeys: "bad-signing-keys"
    case .full: "full"
    case .conflict: "conflict"
    case .unavailable: "unavailable"
    case .badAnswer: "bad-answer"
    case .refused: "refused"
    case .inputOutput: "io"
    }
  }

  var exit: OctavoError.Kind {
    switch self {
    case .badKey, .lifetime: .badInput
    case .missing, .unreadable: .missingInput
    case .denied, .noStore, .badSigningKeys, .refused, .badAnswer: .unavailable
    case .unavailable: .tryAgain
    case .full, .conflict: .cannotWrite
    case .changed, .damaged, .inputOutput: .inputOutput
    }
  }

  var hints: [String] {
    switch self {
    case .denied: ["check the key, the secret and the rights of the account they belong to"]
    case .noStore: ["check OCTAVO_OBJECTS; buckets and their rights are made beforehand"]
    case .full: ["make room, then run the same again: nothing was left half-written"]
    default: []
    }
  }
}
