import Columns
import Domain
import Store

/// The facts about plans, promises, money, other sources and the deliveries themselves. Batches
/// have the columns of their feed and one row a key.
public struct PlanFacts: Sendable {
  /// What became of the deliveries of a feed.
  public struct LoadedFile: Sendable, Hashable {
    public let feed: String
    public let rowsIn: Int
    public let rowsQuarantined: Int

    public init(feed: String, rowsIn: Int, rowsQuarantined: Int) {
      self.feed = feed
      self.rowsIn = rowsIn
      self.rowsQuarantined = rowsQuarantined
    }
  }

  public var orders: ColumnBatch?
  /// The orders as they were first delivered: the Jahresplanung is frozen then.
  public var firstOrders: ColumnBatch?
  public var milestones: ColumnBatch?
  public var convoys: ColumnBatch?
  public var budget: ColumnBatch?
  public var costs: ColumnBatch?
  public var parameters: ColumnBatch?
  public var promises: ColumnBatch?
  public var coordination: ColumnBatch?
  public var federal: ColumnBatch?
  public var files: [LoadedFile] = []
  public var reports = FeedReports()

  public init() {}

  init(reading reader: StoreReader) throws {
    orders = try reader.current(.orders)
    firstOrders = try reader.first(.orders)
    milestones = try reader.current(.milestones)
    convoys = try reader.current(.convoys)
    budget = try reader.current(.budget)
    costs = try reader.current(.costs)
    parameters = try reader.current(.parameters)
    promises = try reader.current(.promises)
    coordination = try reader.current(.coordination)
    federal = try reader.current(.federal)
    files = try reader.loads().map {
      LoadedFile(feed: $0.feed, rowsIn: $0.rowsIn, rowsQuarantined: $0.rowsQuarantined)
    }
    reports = try FeedReports(reading: reader)
  }

  /// The keys of orders, convoys, promises and years, with the names that people read; and those
  /// dimensions whose keys are known beforehand.
  var keySpaces: [String: KeySpace] {
    func space(_ sources: [(ColumnBatch?, String, String?)]) -> KeySpace {
      var labels: [String: Text] = [:]
      var keys: Set<String> = []
      for case (let batch?, let key, let name) in sources {
        let names = name.map { batch.texts($0) }
        for (row, key) in batch.texts(key).enumerated() {
          guard let key else { continue }
          keys.insert(key)
          if let name = names?[row] { labels[key] = .same(name) }
        }
      }
      return KeySpace(keys.sorted(), labels: labels)
    }
    let years =
      [orders, budget].flatMap { $0?.integers("year").compactMap { $0 } ?? [] }
      + (costs?.integers("month").compactMap { $0.map { $0 / 12 } } ?? [])
    return [
      "order_id": space([(milestones, "order_id", nil), (orders, "order_id", "title")]),
      "convoy": space([(milestones, "convoy_id", nil), (convoys, "convoy_id", "name")]),
      "promise": space([(promises, "promise_id", "text")]),
      "year": KeySpace(Set(years).sorted().map { String($0) }),
      "policy": KeySpace(SharePolicy.allCases) { $0.name },
      "payer": KeySpace(Payer.allCases) { $0.name },
      "cost_kind": KeySpace(CostKind.allCases) { $0.name },
      "field": KeySpace(CoordinationField.allCases) { $0.name },
      "reason": KeySpace(FederalReason.allCases) { $0.name },
      "feed": KeySpace(
        FeedCatalogue.all.map(\.name),
        labels: Dictionary(uniqueKeysWithValues: FeedCatalogue.all.map { ($0.name, $0.row) })),
    ]
  }
}

extension KeySpace {
  /// The raw values of an enumeration in its order.
  init<Value: RawRepresentable>(_ values: [Value], label: (Value) -> Text)
  where Value.RawValue == String {
    self.init(
      values.map(\.rawValue),
      labels: Dictionary(uniqueKeysWithValues: values.map { ($0.rawValue, label($0)) }))
  }
}
