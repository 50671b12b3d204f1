package io.acequia.formats.parquet;

import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/** Puts records together from their columns. */
final class RecordBuilder extends RecordMaterializer<Struct> {

  private final GroupConverter root;
  private @Nullable Struct current;

  RecordBuilder(ParquetType record) {
    this.root = record.converter(value -> current = (Struct) value).asGroupConverter();
  }

  @Override
  public Struct getCurrentRecord() {
    Struct struct = current;
    if (struct == null) {
      throw new IllegalStateException("no record");
    }
    return struct;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }
}
