package io.acequia.object.store.source.read;

import io.acequia.formats.BrokenRecordException;
import io.acequia.formats.FileFormat;
import io.acequia.formats.ReaderOptions;
import io.acequia.formats.RecordFileReader;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.source.offset.ObjectOffset;
import io.acequia.object.store.source.offset.ObjectProgress;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lines that a file has got since it was read last, except the last one if it has not
 * ended. An offset's records count from its position, which moves when a portion is done.
 */
public final class GrowingReading implements ObjectReading {

  private static final Logger log = LoggerFactory.getLogger(GrowingReading.class);
  private static final int PIECE = 64 * 1_024;

  private final ObjectStore store;
  private final StoredObject file;
  private final ReadOptions options;
  private final ReadCounts counts;
  private final ObjectProgress progress;
  private final Map<String, String> partition;
  private ObjectOffset offset;
  private long end;
  private @Nullable RecordFileReader lines;
  private @Nullable ConnectException failure;

  public GrowingReading(
      ObjectStore store,
      StoredObject file,
      ObjectOffset from,
      ReadOptions options,
      ReadCounts counts) {
    this.store = store;
    this.file = file;
    this.options = options;
    this.counts = counts;
    this.offset = from;
    this.partition = ObjectOffset.partition(store.location(), file.key());
    this.progress = new ObjectProgress(file.key(), file.version());
  }

  @Override
  public @Nullable ObjectRecord next() throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      RecordFileReader open = open();
      SchemaAndValue value = null;
      boolean found = false;
      while (!found) {
        try {
          value = open.next();
          found = true;
        } catch (BrokenRecordException e) {
          broken(e);
        }
      }
      if (value == null) {
        offset = new ObjectOffset(file.version(), 0, false, end, offset.head());
        return null;
      }
      offset =
          new ObjectOffset(file.version(), open.record(), false, offset.position(), offset.head());
      progress.handOver();
      return new ObjectRecord(
          progress,
          partition,
          offset.toMap(),
          options.topic(),
          value,
          file.modified().toEpochMilli());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private RecordFileReader open() throws IOException {
    RecordFileReader open = lines;
    if (open == null) {
      end = endOfLastLine();
      offset =
          new ObjectOffset(
              file.version(),
              offset.record(),
              false,
              offset.position(),
              end == 0 ? "" : FileHead.of(store, file.key(), end));
      open =
          FileFormat.JSONL.reader(
              ObjectFile.part(store, file.key(), offset.position(), end),
              ReaderOptions.defaults().withLimits(options.limits()));
      open.skip(offset.record());
      lines = open;
    }
    return open;
  }

  /** Where the last line that has ended ends; looked for from behind. */
  private long endOfLastLine() throws IOException {
    long from = offset.position();
    for (long until = file.size(); until > from; ) {
      int length = (int) Math.min(PIECE, until - from);
      byte[] piece = new byte[length];
      ObjectFile.part(store, file.key(), until - length, until).readFully(0, piece, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        if (piece[i] == '\n') {
          return until - length + i + 1;
        }
      }
      until -= length;
    }
    return from;
  }

  private void broken(BrokenRecordException e) {
    String problem =
        "%s%s, after byte %d, %s"
            .formatted(store.location(), file.key(), offset.position(), e.getMessage());
    if (!options.skipsBroken()) {
      // Thrown again by each further call: the line must not be passed over.
      failure =
          new ConnectException(
              problem + " (objects.broken.records=skip leaves such records out)", e);
      throw failure;
    }
    counts.broken();
    log.warn("{}: the record is left out", problem);
  }

  @Override
  public ObjectProgress progress() {
    return progress;
  }

  @Override
  public ObjectOffset offset(boolean done) {
    return offset;
  }

  @Override
  public void close() throws IOException {
    RecordFileReader open = lines;
    lines = null;
    if (open != null) {
      open.close();
    }
  }
}
