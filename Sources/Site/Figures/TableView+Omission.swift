import Formats

extension TableView {
  /// Where the rows are that a table leaves out: on a page, or in its file.
  static func place(of whole: String?, _ stage: Stage) -> HTML {
    guard let path = whole else {
      return "\(stage.say("die Datei hat alle.", "the file has all of them."))"
    }
    let chosen = stage.choices(for: path)
    return """
      \(stage.say("alle stehen unter", "all of them stand under")) \
      <a href="\(stage.link(path, chosen))">\(Percent.path(path, chosen))</a>.
      """
  }
}
