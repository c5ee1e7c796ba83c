/// The rows that several passes read, and how they fall into groups: found out once for all passes.
final class ShapeMemo {
  let frames: [Frame]
  let question: EngineQuestion
  private var shapes: [Set<String>: GroupShape] = [:]

  /// - Parameter frames: of one relation.
  init(_ frames: [Frame], _ question: EngineQuestion) {
    self.frames = frames
    self.question = question
  }

  /// - Precondition: there is a frame.
  func shape(_ dimensions: [String]) -> GroupShape {
    if let known = shapes[Set(dimensions)] { return known }
    let shape = GroupShape(dimensions, frames: frames, question)
    shapes[Set(dimensions)] = shape
    return shape
  }
}
