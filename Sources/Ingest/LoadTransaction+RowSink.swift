import Store

/// Checked rows → the transaction of a load.
extension LoadTransaction: RowSink {}
