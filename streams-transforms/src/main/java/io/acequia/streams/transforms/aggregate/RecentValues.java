package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import java.util.function.DoubleConsumer;

/**
 * The values that have come since a stored sketch was written, in their order. They are kept as
 * they are stored, so that one more is appended without reading the others: whole numbers as twice
 * themselves, others as 1 and eight bytes.
 */
final class RecentValues {

  /** So many are worth less than what a sketch takes to be read and written. */
  static final int MOST = 32;

  private static final int OTHER = 1;
  private static final double EXACT = 0x1p53;

  private final StateWriter stored = new StateWriter();
  private final StateReader reader = new StateReader();
  private int count;

  int count() {
    return count;
  }

  boolean hasRoomFor(int more) {
    return count + more <= MOST;
  }

  void append(double value) {
    if (Math.rint(value) == value && Math.abs(value) <= EXACT) {
      stored.writeSigned((long) value << 1);
    } else {
      stored.writeSigned(OTHER).writeDouble(value);
    }
    count++;
  }

  void clear() {
    stored.reset();
    count = 0;
  }

  void write(StateWriter out) {
    out.writeUnsigned(count).writeBytes(stored.toByteArray());
  }

  /** Replaces what is here by what {@link #write} wrote; the values are looked at later. */
  void read(StateReader in) {
    count = in.readSmall(MOST);
    stored.reset().writeRaw(in.readBytes());
  }

  void forEach(DoubleConsumer next) {
    reader.reset(stored.toByteArray());
    for (int i = 0; i < count; i++) {
      long form = reader.readSigned();
      double value = form == OTHER ? reader.readDouble() : form >> 1;
      if (Double.isNaN(value) || (form != OTHER && (form & 1) != 0)) {
        throw reader.broken("a value is none");
      }
      next.accept(value);
    }
    reader.expectEnd();
  }
}
