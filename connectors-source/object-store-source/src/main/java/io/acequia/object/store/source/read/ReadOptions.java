package io.acequia.object.store.source.read;

import io.acequia.formats.Compression;
import io.acequia.formats.CsvDialect;
import io.acequia.formats.FileFormat;
import io.acequia.formats.ReadLimits;
import io.acequia.formats.ReaderOptions;
import org.jspecify.annotations.Nullable;

/**
 * How objects become records.
 *
 * @param format {@code null} if each object's name tells it
 * @param skipsBroken whether broken records are logged and left out; else they fail the task
 * @param pollRecords how many records a poll hands over at most
 * @param pollBytes about how many bytes of heap they have at most
 */
public record ReadOptions(
    String topic,
    @Nullable FileFormat format,
    CsvDialect csv,
    ReadLimits limits,
    boolean skipsBroken,
    int pollRecords,
    long pollBytes) {

  /** The format of an object; {@code null} if its name does not tell it. */
  public @Nullable FileFormat formatOf(String key) {
    return format == null ? FileFormat.ofFile(key) : format;
  }

  ReaderOptions reader(String key) {
    return ReaderOptions.defaults()
        .withCompression(Compression.ofFile(key))
        .withCsv(csv)
        .withLimits(limits);
  }
}
