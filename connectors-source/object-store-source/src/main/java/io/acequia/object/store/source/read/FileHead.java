package io.acequia.object.store.source.read;

import io.acequia.object.store.ObjectStore;
import java.io.IOException;
import java.util.zip.CRC32;

/**
 * Tells files that grow from one another by what is known not to change of them: how they begin,
 * and what stands before the end of the last line that was looked at. {@code bytes:checksum}, and
 * of a longer file {@code :end:checksum} behind. A file that was rotated or truncated begins anew,
 * or has something else there; one that was renamed is as before.
 */
final class FileHead {

  private static final int LONGEST = 256;
  private static final String SEPARATOR = ":";

  private FileHead() {}

  /** Of a file of which that many bytes are known to stay as they are. */
  static String of(ObjectStore store, String key, long end) throws IOException {
    String head = of(store, key, (int) Math.min(LONGEST, end));
    if (end <= LONGEST) {
      return head;
    }
    return head + SEPARATOR + end + SEPARATOR + checksum(store, key, tailOf(end), end);
  }

  private static String of(ObjectStore store, String key, int length) throws IOException {
    return length + SEPARATOR + checksum(store, key, 0, length);
  }

  private static long tailOf(long end) {
    return Math.max(LONGEST, end - LONGEST);
  }

  private static String checksum(ObjectStore store, String key, long from, long end)
      throws IOException {
    byte[] bytes = new byte[(int) (end - from)];
    ObjectFile.part(store, key, from, end).readFully(0, bytes, 0, bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Long.toHexString(crc.getValue());
  }

  /** Whether all that made up the text is compared, not only how it begins and ends. */
  static boolean isWhole(String head) {
    long end = end(head.split(SEPARATOR, -1));
    return end >= 0 && end <= 2L * LONGEST;
  }

  /** Whether a file of that size is as it was when this was made of it. */
  static boolean matches(ObjectStore store, String key, long size, String head) throws IOException {
    String[] parts = head.split(SEPARATOR, -1);
    long end = end(parts);
    if (end <= 0 || end > size) {
      return false;
    }
    // Earlier releases made it of the beginning alone.
    String now = parts.length == 2 ? of(store, key, (int) end) : of(store, key, end);
    return head.equals(now);
  }

  /** How much of the file it was made of; -1 if it is nothing that this class made. */
  private static long end(String[] parts) {
    try {
      long end = Long.parseLong(parts[parts.length == 4 ? 2 : 0]);
      boolean ours = parts.length == 4 ? end > LONGEST : parts.length == 2 && end <= LONGEST;
      return ours ? end : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
