import CMarkGFM
import OctavoBase

/// Reads cmark's nodes in place, without the copies its accessors make.
typealias CMarkNode = UnsafeMutablePointer<cmark_node>

extension UnsafeMutablePointer<cmark_node> {
  var kind: cmark_node_type { cmark_node_type(UInt32(pointee.type)) }

  /// The bytes of a text, code or HTML node.
  var literal: UnsafeBufferPointer<UInt8> { pointee.as.literal.bytes }

  var children: NodeChildren { NodeChildren(node: pointee.first_child) }

  /// All texts below the node in order, line ends as spaces; markup gives nothing. Iterative, so
  /// that no depth of nesting can exhaust the stack.
  func plainText() -> [UInt8] {
    var bytes: [UInt8] = []
    var node = pointee.first_child
    while let current = node {
      switch current.kind {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: bytes += current.literal
      case CMARK_NODE_CODE_BLOCK: bytes += current.pointee.as.code.literal.bytes
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: bytes.append(0x20)
      case CMARK_NODE_PARAGRAPH where !bytes.isEmpty: bytes.append(0x20)
      default: break
      }
      node = current.following(within: self)
    }
    return bytes
  }

  /// The next node in document order below `root`.
  func following(within root: CMarkNode) -> CMarkNode? {
    if let child = pointee.first_child { return child }
    var node = self
    while node != root {
      if let next = node.pointee.next { return next }
      guard let parent = node.pointee.parent else { return nil }
      node = parent
    }
    return nil
  }
}

extension cmark_chunk {
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: data, count: Int(len)) }
  var string: String { String(decoding: bytes, as: UTF8.self) }
}

/// A node's children in order.
struct NodeChildren: Sequence, IteratorProtocol {
  var node: CMarkNode?

  mutating func next() -> CMarkNode? {
    defer { node = node?.pointee.next }
    return node
  }
}
