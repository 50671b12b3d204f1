package io.acequia.formats.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines that end with LF or CRLF, none of which may be longer than a limit. The
 * end of the stream is not final: if the file has grown, the next call reads on.
 */
final class LineInput implements Closeable {

  private static final int CHUNK = 32 * 1_024;

  private final InputStream in;
  private final int limit;
  private byte[] buffer = new byte[CHUNK];
  private int start;
  private int end;
  private int lineStart;
  private int lineEnd;
  private boolean tooLong;

  LineInput(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * Goes to the next line.
   *
   * @return whether there is one
   */
  boolean next() throws IOException {
    tooLong = false;
    int searched = start;
    while (true) {
      int feed = indexOfFeed(searched);
      if (feed >= 0) {
        line(feed, feed + 1);
        return true;
      }
      searched = makeRoom();
      int count = in.read(buffer, end, buffer.length - end);
      if (count < 0) {
        boolean rest = end > start;
        if (rest) {
          line(end, end);
        }
        return rest;
      }
      end += count;
    }
  }

  private int indexOfFeed(int from) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Room for more of a line, or none of it is kept if it is too long; says where to search on. */
  private int makeRoom() {
    if (end - start > limit) {
      tooLong = true;
      end = start;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, limit + (long) CHUNK));
    }
    return end;
  }

  private void line(int endOfLine, int next) {
    lineStart = start;
    lineEnd = endOfLine;
    while (lineEnd > lineStart && isSpace(buffer[lineEnd - 1])) {
      lineEnd--;
    }
    tooLong |= lineEnd - lineStart > limit;
    start = next;
  }

  private static boolean isSpace(byte value) {
    return value == '\r' || value == ' ' || value == '\t';
  }

  byte[] bytes() {
    return buffer;
  }

  int offset() {
    return lineStart;
  }

  int length() {
    return lineEnd - lineStart;
  }

  /** Whether the line exceeds the limit; then its bytes are not here. */
  boolean isTooLong() {
    return tooLong;
  }

  boolean isBlank() {
    return length() == 0 && !tooLong;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
