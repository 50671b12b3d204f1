package io.acequia.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A random secret in a file that only its owner can read. */
public final class SecretFile {
  private static final int BYTES = 24;

  private SecretFile() {}

  /** Writes a fresh secret of 48 hexadecimal digits, in place of an earlier one. */
  public static void create(Path file) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    write(
        file,
        (HexFormat.of().formatHex(random) + "\n")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  public static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes to a file that nobody else could read at any moment. */
  static void write(Path file, byte[] content) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
