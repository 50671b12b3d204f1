package io.acequia.http.source.upload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects the value of a small field of a form; what is too long is cut off. */
public class FieldValue implements Splitter {

  private static final int LIMIT = 1_024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public void feed(byte[] chunk) {
    bytes.write(chunk, 0, Math.min(chunk.length, LIMIT - bytes.size()));
  }

  @Override
  public void end() {
    // The value is asked for when it is needed.
  }

  @Override
  public String toString() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
