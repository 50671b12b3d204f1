package io.acequia.object.store.source.listing;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Which objects are this task's: they match a pattern, and their key's hash is the task's number.
 *
 * @param include of whole keys
 * @param excludedPrefix where objects are moved to after they were read; empty for nowhere
 * @param byFolder whether all objects of a folder are one task's, so that files that are renamed
 *     stay where they were
 */
public record ObjectFilter(
    Pattern include, String excludedPrefix, int task, int tasks, boolean byFolder) {

  /** Whether the object is to be read by this task. */
  public boolean takes(String key) {
    boolean moved = !excludedPrefix.isEmpty() && key.startsWith(excludedPrefix);
    return !key.endsWith("/")
        && !moved
        && Math.floorMod(hash(shared(key)), tasks) == task
        && include.matcher(key).matches();
  }

  private String shared(String key) {
    return byFolder ? key.substring(0, key.lastIndexOf('/') + 1) : key;
  }

  /** The same in every version and on every machine. */
  private static int hash(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }
}
