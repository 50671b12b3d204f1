package io.acequia.local.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A settings file that only its owner can read, because settings may hold secrets. */
public final class PropertiesFile {
  private PropertiesFile() {}

  /** Writes {@code settings} to {@code file}, in place of what was there. */
  public static void write(Path file, Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      properties.store(bytes, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SecretFile.write(file, bytes.toByteArray());
  }
}
