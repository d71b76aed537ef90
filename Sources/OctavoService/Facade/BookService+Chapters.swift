package import OctavoStore

extension BookService {
  /// A chapter with its text. Needs `project_read`.
  package func chapter(
    _ id: NodeID, by caller: Caller
  ) async throws(ServiceFault) -> ChapterAnswer { fatal() }

  /// Queues the writing of a chapter, or of its next version. Needs `project_write`.
  package func submitChapter(
    _ id: NodeID, _ request: ChapterRequestBody, key: String? = nil, by caller: Caller
  ) async throws(ServiceFault) -> Submission { fatal() }

  /// Changes a chapter's title or text; the text becomes its next version. Needs `project_write`.
  ///
  /// - Parameter version: the version the edit was made from; nil throws `versionRequired`.
  package func replaceChapter(
    _ id: NodeID, with edit: ChapterEdit, ifVersion version: Int?, by caller: Caller
  ) async throws(ServiceFault) -> ChapterAnswer { fatal() }

  /// Keeps what the caller thinks of a chapter, for its next version. Needs `project_write`.
  package func rate(
    chapter id: NodeID, _ feedback: FeedbackRequest, by caller: Caller
  ) async throws(ServiceFault) { fatal() }
}
