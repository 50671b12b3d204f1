package io.acequia.streams.transforms.source;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what rows of a table say, each by its bytes, since a store gives bytes with each
 * look-up: comparing them costs a small part of parsing them again. The rows are shared and must
 * not be changed. Bounded: {@link #MOST} rows in each thread, none longer than {@link #LONGEST}
 * bytes.
 */
public final class ParsedRows implements Serde<Map<String, @Nullable Object>> {

  static final int MOST = 4_096;
  static final int LONGEST = 4_096;

  private final Serde<Map<String, @Nullable Object>> serde;
  private final ThreadLocal<Memory> memories = ThreadLocal.withInitial(Memory::new);

  public ParsedRows(Serde<Map<String, @Nullable Object>> serde) {
    this.serde = serde;
  }

  @Override
  public Serializer<Map<String, @Nullable Object>> serializer() {
    return serde.serializer();
  }

  @Override
  public Deserializer<Map<String, @Nullable Object>> deserializer() {
    Deserializer<Map<String, @Nullable Object>> parsing = serde.deserializer();
    return (topic, bytes) -> {
      if (bytes == null || bytes.length > LONGEST) {
        return parsing.deserialize(topic, bytes);
      }
      // Not computeIfAbsent: a row that cannot be parsed throws.
      Memory memory = memories.get();
      Content content = new Content(bytes);
      Map<String, @Nullable Object> known = memory.get(content);
      if (known == null) {
        known = parsing.deserialize(topic, bytes);
        memory.put(content, known);
      }
      return known;
    };
  }

  /** Forgets what was not looked up for the longest time. */
  private static final class Memory extends LinkedHashMap<Content, Map<String, @Nullable Object>> {

    private static final long serialVersionUID = 1L;

    Memory() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Content, Map<String, @Nullable Object>> eldest) {
      return size() > MOST;
    }
  }

  /** Bytes that nobody changes. */
  private static final class Content {

    private final byte[] bytes;
    private final int hash;

    Content(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Content content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
