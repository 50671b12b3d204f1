package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;

/**
 * Estimates how many different hashes were added (P. Flajolet and others, HyperLogLog, 2007, with
 * hashes of 64 bits), by O. Ertl's improved raw estimator (New cardinality estimation algorithms
 * for HyperLogLog sketches, 2017, algorithm 6), which needs no tables and has no bias at any size.
 * The relative standard error is 1.04 / sqrt(registers).
 *
 * <p>The registers alone decide, so the result depends neither on the order of values nor on how
 * parts were merged. They are kept as they are stored, four in three bytes: reading and writing
 * state is a copy.
 */
final class HyperLogLog {

  private static final double ALPHA = 1 / (2 * Math.log(2));

  private final int bits;
  private final byte[] packed;

  HyperLogLog(int bits) {
    this(bits, new byte[bytes(bits)]);
  }

  private HyperLogLog(int bits, byte[] packed) {
    this.bits = bits;
    this.packed = packed;
  }

  /** The size in bytes of 2^bits registers. */
  static int bytes(int bits) {
    return (1 << bits) / 4 * 3;
  }

  static HyperLogLog read(StateReader in, int bits) {
    return new HyperLogLog(bits, in.readRaw(bytes(bits)));
  }

  void write(StateWriter out) {
    out.writeRaw(packed);
  }

  void add(long hash) {
    int rank = Math.min(Long.numberOfLeadingZeros(hash << bits), Long.SIZE - bits) + 1;
    raise((int) (hash >>> (Long.SIZE - bits)), rank);
  }

  void merge(HyperLogLog other) {
    for (int i = 0; i < 1 << bits; i++) {
      raise(i, other.register(i));
    }
  }

  double estimate() {
    int registers = 1 << bits;
    int top = Long.SIZE - bits + 1;
    int[] histogram = new int[Long.SIZE];
    for (int i = 0; i < registers; i++) {
      histogram[register(i)]++;
    }
    double z = registers * tau(1 - (double) histogram[top] / registers);
    for (int rank = top - 1; rank >= 1; rank--) {
      z = (z + histogram[rank]) / 2;
    }
    z += registers * sigma((double) histogram[0] / registers);
    return ALPHA * registers * registers / z;
  }

  private int register(int index) {
    int at = index / 4 * 3;
    int four = (packed[at] & 0xFF) << 16 | (packed[at + 1] & 0xFF) << 8 | (packed[at + 2] & 0xFF);
    return four >> 18 - 6 * (index & 3) & 0x3F;
  }

  private void raise(int index, int rank) {
    int more = rank - register(index);
    if (more > 0) {
      int at = index / 4 * 3;
      // The register has room for the difference, so no carry reaches its neighbour.
      int added = more << 18 - 6 * (index & 3);
      int four = (packed[at] & 0xFF) << 16 | (packed[at + 1] & 0xFF) << 8 | (packed[at + 2] & 0xFF);
      four += added;
      packed[at] = (byte) (four >> 16);
      packed[at + 1] = (byte) (four >> 8);
      packed[at + 2] = (byte) four;
    }
  }

  private static double sigma(double x) {
    if (x == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double power = x;
    double weight = 1;
    double sum = x;
    double before;
    do {
      power *= power;
      before = sum;
      sum += power * weight;
      weight += weight;
    } while (sum != before);
    return sum;
  }

  private static double tau(double x) {
    if (x == 0 || x == 1) {
      return 0;
    }
    double root = x;
    double weight = 1;
    double sum = 1 - x;
    double before;
    do {
      root = Math.sqrt(root);
      before = sum;
      weight /= 2;
      sum -= (1 - root) * (1 - root) * weight;
    } while (sum != before);
    return sum / 3;
  }
}
