import Columns
import Domain
import Foundation
import Indicators

/// A distribution as its quantiles at 2,048 evenly spaced probabilities and straight lines between
/// them, so that a draw is one look-up. Beyond the outermost probabilities (1/2048 on either side)
/// a PERT ends at its ends, a lognormal at its quantiles of 1/16384.
public struct QuantileTable: Sendable {
  package static let cells = 2_048
  private let nodes: [Double]

  init(nodes: [Double]) {
    precondition(nodes.count == Self.cells + 1, "a table of \(nodes.count) nodes")
    self.nodes = nodes
  }

  /// The quantile of `probability`.
  /// - Precondition: 0 ≤ `probability` < 1.
  @inline(__always)
  public subscript(probability: Double) -> Double {
    let position = probability * Double(Self.cells)
    let cell = Int(position)
    let from = nodes[cell]
    return from + (nodes[cell + 1] - from) * (position - Double(cell))
  }

  /// Independent draws.
  package func draws(_ count: Int, _ random: Random) -> [Double] {
    var random = random
    return [Double](unsafeUninitializedCapacity: count) { target, filled in
      nodes.withUnsafeBufferPointer { nodes in
        for draw in 0..<count {
          let position = random.unit() * Double(Self.cells)
          let cell = Int(position)
          target[draw] = nodes[cell] + (nodes[cell + 1] - nodes[cell]) * (position - Double(cell))
        }
      }
      filled = count
    }
  }

  public init(_ lognormal: Lognormal) {
    nodes = Self.normal.map { lognormal.median * exp(lognormal.spread * $0) }
  }

  public init(_ pert: Pert) { self.init(pert, shapes: PertShapes([pert])) }

  /// - Precondition: `shapes` were made for this distribution too.
  init(_ pert: Pert, shapes: PertShapes) {
    let width = pert.high - pert.low
    nodes = shapes.nodes(pert).map { pert.low + width * $0 }
  }

  /// Quantiles of the standard normal distribution.
  private static let normal: [Double] = (0...cells).map { node in
    let probability = Double(node) / Double(cells)
    return NormalDistribution.quantile(min(1 - 1.0 / 16_384, max(1.0 / 16_384, probability)))
  }
}

/// The quantiles of PERT distributions over 0…1. Their shape has one number, where the mode lies,
/// and few shapes serve many figures.
struct PertShapes: Sendable {
  private let ofShape: [Double: [Double]]

  init(_ all: [Pert]) {
    let shapes = Set(all.map(\.shape)).sorted()
    let nodes = Parallel.map(shapes.count, threads: Parallel.cores) { Self.nodes(shapes[$0]) }
    ofShape = Dictionary(uniqueKeysWithValues: zip(shapes, nodes))
  }

  func nodes(_ pert: Pert) -> [Double] {
    guard let nodes = ofShape[pert.shape] else { preconditionFailure("no shape for \(pert)") }
    return nodes
  }

  /// The distribution function at points that are dense at both ends, read backwards.
  private static func nodes(_ shape: Double) -> [Double] {
    let (a, b) = (1 + 4 * shape, 5 - 4 * shape)
    let points = 1_024
    func point(_ index: Int) -> Double { (1 - cos(Double.pi * Double(index) / Double(points))) / 2 }
    var nodes = [0.0]
    nodes.reserveCapacity(QuantileTable.cells + 1)
    var (from, below) = (0.0, 0.0)
    for index in 1...points {
      let to = index == points ? 1 : point(index)
      let reached = index == points ? 1 : IncompleteBeta.lower(to, a, b)
      while nodes.count < QuantileTable.cells {
        let wanted = Double(nodes.count) / Double(QuantileTable.cells)
        guard wanted <= reached else { break }
        nodes.append(from + (to - from) * (wanted - below) / (reached - below))
      }
      (from, below) = (to, reached)
    }
    return nodes + [1]
  }
}
