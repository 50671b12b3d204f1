package io.acequia.local.stack;

import io.acequia.local.process.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The key that the local ingest asks for: random, made once, readable by its owner only. */
final class ApiKey {
  private final Path file;

  ApiKey(Path file) {
    this.file = file;
  }

  void createIfAbsent() {
    if (!Files.exists(file)) {
      SecretFile.create(file);
    }
  }

  String value() {
    return SecretFile.read(file);
  }

  /** The key as the connector knows it: a list of one, with its hash. */
  String asConnectorSetting() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(value().getBytes(StandardCharsets.UTF_8));
      return "[{\"id\":\"local\",\"sha256\":\"" + HexFormat.of().formatHex(hash) + "\"}]";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
