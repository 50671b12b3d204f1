package io.acequia.object.store.source.read;

import io.acequia.object.store.source.offset.ObjectOffset;
import io.acequia.object.store.source.offset.ObjectProgress;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An object while it is read. */
public interface ObjectReading extends Closeable {

  /**
   * The next record.
   *
   * @return {@code null} at the end
   * @throws IOException if the store fails; the next call goes on where this one failed
   */
  @Nullable ObjectRecord next() throws IOException;

  /** What Kafka has of it. */
  ObjectProgress progress();

  /** How far was read. */
  ObjectOffset offset(boolean done);
}
