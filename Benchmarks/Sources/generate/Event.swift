/// One row before it becomes text.
struct Event {
  enum Kind: UInt8, CaseIterable {
    case pageView, processStarted, stepCompleted, submitted, abandoned, handedOver, completed
    case feedback

    var text: String {
      switch self {
      case .pageView: "page_view"
      case .processStarted: "process_started"
      case .stepCompleted: "step_completed"
      case .submitted: "submitted"
      case .abandoned: "abandoned"
      case .handedOver: "handed_over"
      case .completed: "completed"
      case .feedback: "feedback"
      }
    }
  }

  static let channels = ["online", "mobile", "counter", "mail", "phone", "email", "other"]
  static let targets = ["fachverfahren", "postbox"]

  /// Milliseconds since 1970-01-01T00:00Z.
  var instant: Int64
  /// 0: none.
  var session: UInt64
  /// −1: none.
  var duration: Int64
  var process: UInt16
  var authority: UInt16
  var kind: Kind
  var channel: UInt8
  /// 0: none.
  var step: UInt8
  /// 0: none.
  var rating: UInt8
  /// 0: none, otherwise 1 + position in ``targets``.
  var target: UInt8
}
