package io.acequia.formats.parquet;

import io.acequia.formats.SeekableFile;
import io.acequia.formats.compress.CorruptInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that remembers its failures, to tell an outage from what is wrong in the file. */
final class GuardedFile {

  private final SeekableFile file;
  private final long length;
  private @Nullable IOException failure;

  GuardedFile(SeekableFile file) throws IOException {
    this.file = file;
    this.length = file.length();
  }

  long length() {
    return length;
  }

  /** The range, which the file itself named. */
  byte[] read(long position, long count) throws IOException {
    if (position < 0 || count < 0 || count > Integer.MAX_VALUE - 8 || position > length - count) {
      throw new CorruptInputException("points to where it has nothing", null);
    }
    byte[] bytes = new byte[(int) count];
    try {
      file.readFully(position, bytes, 0, bytes.length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    return bytes;
  }

  /** Throws the outage behind an exception, if there is one. */
  void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  void close() throws IOException {
    file.close();
  }
}
