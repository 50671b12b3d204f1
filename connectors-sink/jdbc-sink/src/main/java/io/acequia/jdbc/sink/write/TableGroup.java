package io.acequia.jdbc.sink.write;

import io.acequia.jdbc.sink.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The records of one table in a batch, with their rows if those are encoded already. */
final class TableGroup {
  private final TableName table;
  private final List<SinkRecord> records = new ArrayList<>();
  private @Nullable EncodedRows rows;

  TableGroup(TableName table, @Nullable EncodedRows rows) {
    this.table = table;
    this.rows = rows;
  }

  TableName table() {
    return table;
  }

  List<SinkRecord> records() {
    return records;
  }

  /** The rows of all the records, or {@code null} if the writer has to encode them. */
  @Nullable EncodedRows rows() {
    return rows;
  }

  void rows(@Nullable EncodedRows encoded) {
    this.rows = encoded;
  }
}
