/// The XML namespaces of a document's parts, by the prefixes all of them use.
enum WordNamespaces {
  static let declaration: StaticString =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  /// What the root of a part that holds paragraphs declares.
  ///
  /// `w14` is ignorable: it holds the paragraphs' ids and the features of type.
  static let story = """
     xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"\
     xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"\
     xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"\
     xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"\
     xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"\
     xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"\
     xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"\
     mc:Ignorable="w14"
    """

  /// What the root of a part without pictures declares.
  static let plain = """
     xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"\
     xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"\
     xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"\
     xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"\
     mc:Ignorable="w14"
    """
}
