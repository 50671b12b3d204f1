package io.acequia.http.source.upload;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines as they come. Ends of lines are LF or CRLF; empty lines are
 * counted and left out. A line that is too long is told of and not kept.
 */
public final class LineSplitter implements Splitter {

  private static final int FIRST_CAPACITY = 1024;

  private final int limit;
  private final Lines lines;
  private byte[] line = new byte[FIRST_CAPACITY];
  private int length;
  private boolean tooLong;
  private long number = 1;

  /**
   * @param limit of a line in bytes
   */
  public LineSplitter(int limit, Lines lines) {
    this.limit = limit;
    this.lines = lines;
  }

  @Override
  public void feed(byte[] chunk) {
    int from = 0;
    for (int i = 0; i < chunk.length; i++) {
      if (chunk[i] == '\n') {
        keep(chunk, from, i);
        endOfLine();
        from = i + 1;
      }
    }
    keep(chunk, from, chunk.length);
  }

  @Override
  public void end() {
    if (length > 0 || tooLong) {
      endOfLine();
    }
  }

  private void keep(byte[] chunk, int from, int to) {
    int more = to - from;
    // One more for the CR, which may be the last byte of a line of the longest length.
    if (tooLong || length + more > limit + 1) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
    }
    System.arraycopy(chunk, from, line, length, more);
    length += more;
  }

  private void endOfLine() {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    if (tooLong || end > limit) {
      lines.tooLong(number);
    } else if (end > 0) {
      lines.line(Arrays.copyOf(line, end), number);
    }
    length = 0;
    tooLong = false;
    number++;
  }
}
