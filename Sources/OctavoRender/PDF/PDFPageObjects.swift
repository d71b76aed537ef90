import OctavoBase

/// Writes pages: each with its content and the fonts and pictures it shows (ISO 32000-1, 7.7.3.3).
struct PDFPageObjects {
  /// The page tree's number.
  let tree: Int
  /// Numbers of fonts by face and of forms by picture.
  let fonts: [Int]
  let forms: [Int]

  func write(
    _ page: PageStream, as number: Int, _ annotations: [Int], to output: inout PDFOutput
  ) throws(OctavoError) {
    let content = output.allocate()
    output.beginObject(content)
    output.append("<</Filter/FlateDecode/Length")
    output.append(integer: page.content.count)
    output.append(">>stream\n")
    output.append(data: page.content)
    output.append("\nendstream")
    try output.endObject()
    output.beginObject(number)
    output.append("<</Type/Page/Parent")
    output.append(reference: tree)
    output.append("/Contents")
    output.append(reference: content)
    appendResources(page, to: &output)
    if !annotations.isEmpty {
      output.append("/Annots[")
      for annotation in annotations { output.append(reference: annotation) }
      output.append("]")
    }
    output.append(">>")
    try output.endObject()
  }

  /// A page with pictures is a group in RGB, for there may be something to blend.
  private func appendResources(_ page: PageStream, to output: inout PDFOutput) {
    output.append("/Resources<<")
    if !page.faces.isEmpty {
      output.append("/Font<<")
      for face in page.faces {
        output.append("/F")
        output.append(face)
        output.append(reference: fonts[face])
      }
      output.append(">>")
    }
    if !page.pictures.isEmpty {
      output.append("/XObject<<")
      for picture in page.pictures {
        output.append("/I")
        output.append(picture)
        output.append(reference: forms[picture])
      }
      output.append(">>")
    }
    output.append(">>")
    if !page.pictures.isEmpty {
      output.append("/Group<</Type/Group/S/Transparency/I true/CS/DeviceRGB>>")
    }
  }
}
