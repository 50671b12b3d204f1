package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.aggregate.QuantileSketch.Level;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;

/**
 * Stores a {@link QuantileSketch}: k, the number of levels, the least and greatest value, the
 * items. Where all items are whole numbers they take a few bits instead of 64, and in sorted levels
 * only the steps between them are written.
 */
final class QuantileCodec {

  /**
   * Stands in front of a stored sketch that {@link RecentValues} follow; where none stands k does,
   * which is never so small.
   */
  static final int FOLLOWED = 1;

  private static final int MOST_LEVELS = 48;
  private static final double EXACT = 0x1p53;

  private QuantileCodec() {}

  static void write(StateWriter out, QuantileSketch sketch) {
    boolean whole = whole(sketch);
    out.writeUnsigned(sketch.k()).writeByte(sketch.levels() << 1 | (whole ? 1 : 0));
    if (sketch.levels() > 1) {
      out.writeDouble(sketch.min()).writeDouble(sketch.max());
    }
    for (int h = 0; h < sketch.levels(); h++) {
      Level level = sketch.level(h);
      out.writeUnsigned(level.size());
      long before = 0;
      for (int i = 0; i < level.size(); i++) {
        if (whole) {
          long item = (long) level.get(i);
          out.writeSigned(item - before);
          before = item;
        } else {
          out.writeDouble(level.get(i));
        }
      }
    }
  }

  static void read(StateReader in, QuantileSketch sketch) {
    sketch.clear();
    if (in.readUnsigned() != sketch.k()) {
      throw in.broken("percentiles were stored with another k");
    }
    int form = in.readByte();
    int count = form >> 1;
    if (count < 1 || count > MOST_LEVELS) {
      throw in.broken("a sketch cannot have %d levels".formatted(count));
    }
    double min = count > 1 ? in.readDouble() : Double.POSITIVE_INFINITY;
    double max = count > 1 ? in.readDouble() : Double.NEGATIVE_INFINITY;
    Level[] levels = new Level[count];
    for (int h = 0; h < count; h++) {
      levels[h] = readLevel(in, (form & 1) != 0);
    }
    for (int i = 0; count == 1 && i < levels[0].size(); i++) {
      min = Math.min(min, levels[0].get(i));
      max = Math.max(max, levels[0].get(i));
    }
    sketch.restore(min, max, levels);
  }

  private static Level readLevel(StateReader in, boolean whole) {
    Level level = new Level();
    int size = in.readCount();
    long before = 0;
    for (int i = 0; i < size; i++) {
      if (whole) {
        before += in.readSigned();
        level.add(before);
      } else {
        level.add(in.readDouble());
      }
      if (i > 0 && !(level.get(i - 1) <= level.get(i))) {
        throw in.broken("items are out of order");
      }
    }
    return level;
  }

  private static boolean whole(QuantileSketch sketch) {
    for (int h = 0; h < sketch.levels(); h++) {
      Level level = sketch.level(h);
      for (int i = 0; i < level.size(); i++) {
        double item = level.get(i);
        if (Math.rint(item) != item || Math.abs(item) > EXACT) {
          return false;
        }
      }
    }
    return true;
  }
}
