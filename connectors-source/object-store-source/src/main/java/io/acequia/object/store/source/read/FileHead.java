package io.acequia.object.store.source.read;

import io.acequia.object.store.ObjectStore;
import java.io.IOException;
import java.util.zip.CRC32;

/**
 * Tells files that grow from one another by how they begin: {@code bytes:checksum}. A file that was
 * rotated or truncated begins anew, and one that was renamed begins as before.
 */
final class FileHead {

  private static final int LONGEST = 256;

  private FileHead() {}

  /** Of a file of which that many bytes are known to stay as they are. */
  static String of(ObjectStore store, String key, long size) throws IOException {
    return of(store, key, (int) Math.min(LONGEST, size), size);
  }

  private static String of(ObjectStore store, String key, int length, long size)
      throws IOException {
    byte[] bytes = new byte[length];
    ObjectFile.part(store, key, 0, size).readFully(0, bytes, 0, length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return length + ":" + Long.toHexString(crc.getValue());
  }

  /** Whether a file of that size begins so. */
  static boolean matches(ObjectStore store, String key, long size, String head) throws IOException {
    int length;
    try {
      length = Integer.parseInt(head.substring(0, Math.max(0, head.indexOf(':'))));
    } catch (NumberFormatException e) {
      return false;
    }
    return length > 0
        && length <= LONGEST
        && length <= size
        && head.equals(of(store, key, length, size));
  }
}
