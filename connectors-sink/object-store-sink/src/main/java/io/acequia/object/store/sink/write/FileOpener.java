package io.acequia.object.store.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.formats.FileFormat;
import io.acequia.object.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Begins files; nothing is in the store before a file has its first part. */
final class FileOpener {
  private final WriteOptions options;
  private final ObjectStore store;
  private final Uploader uploader;
  private final ByteBudget budget;
  private final SinkMetrics metrics;
  private final FileNames names;

  FileOpener(
      WriteOptions options,
      ObjectStore store,
      Uploader uploader,
      ByteBudget budget,
      SinkMetrics metrics) {
    this.options = options;
    this.store = store;
    this.uploader = uploader;
    this.budget = budget;
    this.metrics = metrics;
    this.names =
        new FileNames(
            options.prefix(),
            options.suffix(),
            options.format().extension(options.writing().compression()));
  }

  /**
   * Begins the file of a record.
   *
   * @throws org.apache.kafka.connect.errors.DataException if the record can have no file
   */
  OpenFile open(String path, TopicPartition partition, long offset, @Nullable Schema schema) {
    FileUpload upload =
        new FileUpload(
            store,
            uploader,
            budget,
            metrics,
            names.key(path, partition, offset),
            options.format().contentType());
    PartStream stream =
        new PartStream(Math.max(options.partBytes(), store.minPartBytes()), upload::part);
    try {
      return new OpenFile(
          upload,
          stream,
          options.format().writer(stream, schema, options.writing()),
          overhead(options.format()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an open file of this format was measured to take besides what its writer counts. */
  private static long overhead(FileFormat format) {
    return switch (format) {
      case JSON, JSONL -> 2 << 10;
      case AVRO -> 4 << 10;
      case CSV -> 28 << 10;
      case PARQUET -> 112 << 10;
    };
  }
}
