/// Reads the text of a page's content in the order it is shown (ISO 32000-1, 9.4 and 14.9.4).
struct PageTextReader {
  /// By the names that the page gives its fonts.
  private let fonts: [String: CharacterMapReader]
  private var font: CharacterMapReader?
  private var text: [UInt8] = []
  /// The descriptions of the pictures, in the order they are drawn.
  private(set) var alternatives: [String] = []
  /// Whether what is shown has been said by the text it is marked with.
  private var isMarked = false

  init(fonts: [String: CharacterMapReader]) { self.fonts = fonts }

  /// The page's text as UTF-8, a line for each that is begun.
  mutating func read(_ content: [UInt8]) -> [UInt8] {
    var reader = PDFObjectReader(content)
    var operands: [PDFObject] = []
    while let object = reader.next() {
      guard case .keyword(let name) = object else {
        operands.append(object)
        continue
      }
      execute(name, operands)
      operands.removeAll(keepingCapacity: true)
    }
    return text
  }

  private mutating func execute(_ name: String, _ operands: [PDFObject]) {
    switch name {
    case "Tf":
      if case .name(let name)? = operands.first { font = fonts[name] }
    case "Td": text.append(0x0A)
    case "TJ": show(operands.first?.items ?? [])
    case "BDC":
      if let said = operands.last?["Alt"]?.text { alternatives.append(said) }
      guard let said = operands.last?["ActualText"]?.text else { return }
      text += Array(said.utf8)
      isMarked = true
    case "EMC": isMarked = false
    default: break
    }
  }

  private mutating func show(_ items: [PDFObject]) {
    guard !isMarked, let font else { return }
    for case .string(let codes) in items { font.append(codes, to: &text) }
  }
}
