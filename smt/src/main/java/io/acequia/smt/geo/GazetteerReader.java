package io.acequia.smt.geo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reads what {@code src/main/gazetteer/build.py} wrote, which describes the format. */
final class GazetteerReader {

  private static final int BUFFER = 1 << 16;
  private static final String FORMAT = "acequia-cities-1";

  private final DataInputStream in;

  private GazetteerReader(DataInputStream in) {
    this.in = in;
  }

  /**
   * Reads all of it.
   *
   * @throws IOException if it is not such a file
   */
  static GazetteerColumns read(InputStream compressed) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(compressed, BUFFER), BUFFER))) {
      return new GazetteerReader(in).columns();
    }
  }

  private GazetteerColumns columns() throws IOException {
    String format = in.readUTF();
    if (!format.equals(FORMAT)) {
      throw new IOException("the gazetteer's format is " + format + ", not " + FORMAT);
    }
    int count = in.readInt();
    String[] codes = new String[count];
    String[] countries = new String[count];
    for (int i = 0; i < count; i++) {
      codes[i] = in.readUTF();
      countries[i] = in.readUTF();
    }
    var texts = new GazetteerColumns.Texts(codes, countries, texts(), texts());
    int size = in.readInt();
    short[] country = narrow(differences(size));
    short[] region = narrow(differences(size));
    short[] zone = narrow(numbers(size));
    int[] latitude = differences(size);
    int[] longitude = differences(size);
    int[] population = numbers(size);
    int[] ends = new int[size];
    return new GazetteerColumns(
        texts, country, region, zone, latitude, longitude, population, names(ends), ends);
  }

  private String[] texts() throws IOException {
    String[] texts = new String[in.readInt()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = in.readUTF();
    }
    return texts;
  }

  private int[] numbers(int size) throws IOException {
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = number();
    }
    return numbers;
  }

  private int[] differences(int size) throws IOException {
    int[] values = new int[size];
    int value = 0;
    for (int i = 0; i < size; i++) {
      int zigzag = number();
      value += (zigzag >>> 1) ^ -(zigzag & 1);
      values[i] = value;
    }
    return values;
  }

  private static short[] narrow(int[] values) {
    short[] narrow = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (short) values[i];
    }
    return narrow;
  }

  /** A varint: seven bits a byte, the lowest first. */
  private int number() throws IOException {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("the gazetteer has a number that is too long");
  }

  private byte[] names(int[] ends) throws IOException {
    ByteArrayOutputStream names = new ByteArrayOutputStream(ends.length * 12);
    byte[] buffer = new byte[1 << 12];
    for (int i = 0; i < ends.length; i++) {
      int length = number();
      if (length > buffer.length) {
        throw new IOException("the gazetteer has a name that is too long");
      }
      in.readFully(buffer, 0, length);
      names.write(buffer, 0, length);
      ends[i] = names.size();
    }
    return names.toByteArray();
  }
}
