package io.acequia.object.store.source.offset;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * How far an object was read. In Connect's storage: partition {@code {"store": "s3://bucket/",
 * "object": "key"}}, offset {@code {"version": "entity tag", "record": 42, "done": true}}; of files
 * that grow also {@code "position"} and {@code "head"}.
 *
 * @param version of the object; of files that grow the one that was read last
 * @param record the number of the last record, from 1; broken ones count
 * @param done whether there is nothing behind it
 * @param position the bytes that make up these records, of files that grow; else 0
 * @param head tells files that grow from one another; else empty
 */
public record ObjectOffset(String version, long record, boolean done, long position, String head) {

  private static final String STORE = "store";
  private static final String OBJECT = "object";
  private static final String VERSION = "version";
  private static final String RECORD = "record";
  private static final String DONE = "done";
  private static final String POSITION = "position";
  private static final String HEAD = "head";

  /** Nothing of this version was read. */
  public static ObjectOffset start(String version) {
    return new ObjectOffset(version, 0, false, 0, "");
  }

  /**
   * The source partition of an object. Connect finds it by its bytes as JSON, so its entries have
   * the same order in every JVM, which those of {@code Map.of} have not.
   */
  public static Map<String, String> partition(String store, String key) {
    Map<String, String> partition = new LinkedHashMap<>();
    partition.put(STORE, store);
    partition.put(OBJECT, key);
    return Collections.unmodifiableMap(partition);
  }

  /** Whether this one knows more of that version of the object than the other. */
  boolean isBeyond(ObjectOffset other, String current) {
    if (!version.equals(current) || !other.version.equals(current)) {
      return version.equals(current);
    }
    return record > other.record || (done && !other.done);
  }

  /** The source offset. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new HashMap<>();
    map.put(VERSION, version);
    map.put(RECORD, record);
    map.put(DONE, done);
    if (!head.isEmpty()) {
      map.put(POSITION, position);
      map.put(HEAD, head);
    }
    return map;
  }

  /** What was stored; {@code null} if nothing was, or nothing of this shape. */
  public static @Nullable ObjectOffset of(@Nullable Map<String, ?> map) {
    if (map == null
        || !(map.get(VERSION) instanceof String version)
        || !(map.get(RECORD) instanceof Number record)) {
      return null;
    }
    long position = map.get(POSITION) instanceof Number number ? number.longValue() : 0;
    String head = map.get(HEAD) instanceof String text ? text : "";
    return new ObjectOffset(
        version, record.longValue(), Boolean.TRUE.equals(map.get(DONE)), position, head);
  }

  /**
   * Checks what a user wants to set.
   *
   * @param offset {@code null} to remove it, so that the object is read anew
   * @throws ConnectException saying which shape is expected
   */
  public static void check(@Nullable Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    if (partition == null
        || !partition.keySet().equals(Set.of(STORE, OBJECT))
        || !partition.values().stream().allMatch(String.class::isInstance)) {
      throw new ConnectException(
          "A partition must be {\"store\": \"s3://bucket/\", \"object\": \"key\"}, not "
              + partition);
    }
    if (offset == null) {
      return;
    }
    Object record = offset.get(RECORD);
    boolean whole =
        (record instanceof Long || record instanceof Integer)
            && Long.parseLong(record.toString()) >= 0;
    if (!whole
        || !(offset.get(VERSION) instanceof String)
        || !Set.of(VERSION, RECORD, DONE, POSITION, HEAD).containsAll(offset.keySet())) {
      throw new ConnectException(
          "An offset must be {\"version\": \"the object's\", \"record\": <whole number of at"
              + " least 0>, \"done\": <true or false>}, not "
              + offset);
    }
  }
}
