package io.acequia.smt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small tables for the tests of Lookup. */
final class LookupFiles {

  private static final Path AIRPORTS =
      written(
          "iata,name,city,elevation\n"
              + "ATL,\"Hartsfield-Jackson, Atlanta\",Atlanta,313\n"
              + "ORD,\"The \"\"O'Hare\"\"\",Chicago,\n");

  private LookupFiles() {}

  /** Codes, with commas and quotes in the names. */
  static Path airports() {
    return AIRPORTS;
  }

  private static Path written(String csv) {
    try {
      Path file = Files.createTempFile("airports", ".csv");
      file.toFile().deleteOnExit();
      return Files.writeString(file, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
