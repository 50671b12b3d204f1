package io.acequia.object.store.source.read;

import io.acequia.formats.BrokenRecordException;
import io.acequia.formats.FileFormat;
import io.acequia.formats.RecordFileReader;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.source.offset.ObjectOffset;
import io.acequia.object.store.source.offset.ObjectProgress;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one version of an object from where it was left. A record is handed out when the one behind
 * it has been looked for, so that the last one's offset says that the object is done.
 */
public final class ObjectCursor implements ObjectReading {

  private static final Logger log = LoggerFactory.getLogger(ObjectCursor.class);

  private final ObjectStore store;
  private final StoredObject object;
  private final FileFormat format;
  private final ReadOptions options;
  private final ReadCounts counts;
  private final ObjectProgress progress;
  private final Map<String, String> partition;
  private @Nullable RecordFileReader reader;
  private @Nullable SchemaAndValue held;
  private long heldNumber;
  private long position;
  private boolean lost;
  private @Nullable ConnectException failure;

  public ObjectCursor(
      ObjectStore store,
      StoredObject object,
      FileFormat format,
      ObjectOffset from,
      ReadOptions options,
      ReadCounts counts) {
    this.store = store;
    this.object = object;
    this.format = format;
    this.options = options;
    this.counts = counts;
    this.position = from.record();
    this.partition = ObjectOffset.partition(store.location(), object.key());
    this.progress = new ObjectProgress(object.key(), object.version());
  }

  @Override
  public ObjectProgress progress() {
    return progress;
  }

  @Override
  public ObjectOffset offset(boolean done) {
    return new ObjectOffset(object.version(), position, done, 0, "");
  }

  @Override
  public @Nullable ObjectRecord next() throws IOException {
    try {
      if (held == null) {
        advance();
      }
      SchemaAndValue value = held;
      if (value == null) {
        if (failure != null) {
          throw failure;
        }
        return null;
      }
      long number = heldNumber;
      advance();
      position = number;
      progress.handOver();
      return new ObjectRecord(
          progress,
          partition,
          offset(held == null && failure == null).toMap(),
          options.topic(),
          value,
          object.modified().toEpochMilli());
    } catch (IOException e) {
      reopenLater();
      throw e;
    }
  }

  /** Holds the next record that can be taken, or none at the end. */
  private void advance() throws IOException {
    SchemaAndValue next = null;
    boolean found = lost || failure != null;
    while (!found) {
      RecordFileReader open = open();
      if (failure != null || lost) {
        break;
      }
      try {
        next = open.next();
        found = true;
      } catch (BrokenRecordException e) {
        broken(e);
        found = lost || failure != null;
      }
    }
    held = next;
    heldNumber = reader == null ? heldNumber : reader.record();
  }

  private RecordFileReader open() throws IOException {
    RecordFileReader open = reader;
    if (open == null) {
      open = format.reader(ObjectFile.of(store, object), options.reader(object.key()));
      reader = open;
      try {
        open.skip(position);
      } catch (BrokenRecordException e) {
        broken(e);
      }
    }
    return open;
  }

  private void broken(BrokenRecordException e) {
    String place = store.location() + object.key();
    if (!options.skipsBroken()) {
      // The record before it is handed out first.
      failure =
          new ConnectException(
              place
                  + ", "
                  + e.getMessage()
                  + " (objects.broken.records=skip leaves such records out)",
              e);
      return;
    }
    counts.broken();
    lost = !e.readsOn();
    log.warn(
        "{}, {}: {} left out",
        place,
        e.getMessage(),
        lost ? "the rest of the object is" : "the record is");
  }

  /** After a failure of the store the object is opened again, behind what was handed out. */
  private void reopenLater() throws IOException {
    held = null;
    close();
    reader = null;
  }

  @Override
  public void close() throws IOException {
    Closeable open = reader;
    if (open != null) {
      open.close();
    }
  }
}
