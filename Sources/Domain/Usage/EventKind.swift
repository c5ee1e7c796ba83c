/// What happened: the place of an event in the funnel of an online procedure.
public enum EventKind: String, Sendable, CaseIterable {
  case pageView = "page_view"
  case processStarted = "process_started"
  case stepCompleted = "step_completed"
  case submitted
  case abandoned
  case handedOver = "handed_over"
  case completed
  case feedback

  /// Events of a visit belong to a session. Hand-over and completion happen to a case, days
  /// after the visit: their session value is not kept.
  public var isVisit: Bool { self != .handedOver && self != .completed }

  public var name: Text {
    switch self {
    case .pageView: Text(de: "Seitenaufruf", en: "page view")
    case .processStarted: Text(de: "Prozess begonnen", en: "process started")
    case .stepCompleted: Text(de: "Schritt erledigt", en: "step completed")
    case .submitted: Text(de: "Antrag eingereicht", en: "application submitted")
    case .abandoned: Text(de: "abgebrochen", en: "abandoned")
    case .handedOver: Text(de: "übergeben", en: "handed over")
    case .completed: Text(de: "abgeschlossen", en: "completed")
    case .feedback: Text(de: "Rückmeldung", en: "feedback")
    }
  }
}

/// How a case came in.
public enum Channel: String, Sendable, CaseIterable {
  case online, mobile, counter, mail, phone, email, other

  /// Online and mobile are the digital channels of the Online-Quote.
  public var isDigital: Bool { self == .online || self == .mobile }

  public var name: Text {
    switch self {
    case .online: Text(de: "online", en: "online")
    case .mobile: Text(de: "mobil", en: "mobile")
    case .counter: Text(de: "Schalter", en: "counter")
    case .mail: Text(de: "Post", en: "mail")
    case .phone: Text(de: "Telefon", en: "phone")
    case .email: Text(de: "E-Mail", en: "e-mail")
    case .other: Text(de: "sonstige", en: "other")
    }
  }
}
