package io.acequia.schema.registry.avro;

import java.io.IOException;
import org.apache.avro.io.Encoder;
import org.apache.kafka.connect.errors.DataException;

/** Writes a record that contains itself, to any depth but not without end. For one thread. */
final class NestedRecord implements ContentWriter {

  private static final int MAX_DEPTH = 64;

  private final String place;
  private ContentWriter record = (value, out) -> {};
  private int depth;

  /**
   * @param place of its outermost, as messages end with it
   */
  NestedRecord(String place) {
    this.place = place;
  }

  /** Tells how it is written, which its fields need not know before. */
  void resolve(ContentWriter made) {
    record = made;
  }

  @Override
  public void write(Object value, Encoder out) throws IOException {
    if (depth == MAX_DEPTH) {
      throw new DataException(
          "a record is nested in itself more than " + MAX_DEPTH + " deep" + place);
    }
    depth++;
    try {
      record.write(value, out);
    } finally {
      depth--;
    }
  }
}
