package io.acequia.object.store.source.read;

import io.acequia.formats.SeekableFile;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object, read by ranges: no connection stays open while Kafka is slow. A part of
 * it is a file too.
 */
final class ObjectFile implements SeekableFile {

  private final ObjectStore store;
  private final String key;
  private final @Nullable String version;
  private final long from;
  private final long end;

  private ObjectFile(ObjectStore store, String key, @Nullable String version, long from, long end) {
    this.store = store;
    this.key = key;
    this.version = version;
    this.from = from;
    this.end = end;
  }

  /** A whole object, as long as it does not change. */
  static ObjectFile of(ObjectStore store, StoredObject object) {
    return new ObjectFile(store, object.key(), object.version(), 0, object.size());
  }

  /** A part of a file that grows. */
  static ObjectFile part(ObjectStore store, String key, long from, long end) {
    return new ObjectFile(store, key, null, from, end);
  }

  @Override
  public long length() {
    return end - from;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    try (InputStream in = store.read(key, from + position, length, version)) {
      if (in.readNBytes(target, offset, length) < length) {
        throw new EOFException("%s%s ended before its size".formatted(store.location(), key));
      }
    }
  }

  @Override
  public void close() {
    // Nothing is open between two reads.
  }
}
