package io.acequia.sql.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads from JSON objects, one after the other, the fields that are wanted and skips the others.
 * The text is read to its end, so that text which is broken behind the last wanted field does not
 * pass.
 */
public final class JsonFields {

  private final Map<String, Integer> slots = new HashMap<>();
  private final FlatJson flat = new FlatJson();
  private @Nullable Object[] values = new Object[0];
  private @Nullable Map<String, @Nullable Object> whole;
  private boolean wholeWanted;

  /** The place of a field, which is read from now on. */
  public int slot(String name) {
    Integer known = slots.get(name);
    if (known != null) {
      return known;
    }
    int slot = slots.size();
    // Jackson's names are interned: this one is found by identity.
    slots.put(name.intern(), slot);
    flat.add(name);
    values = new Object[slot + 1];
    return slot;
  }

  /** Has all fields read from now on. */
  public void keepWhole() {
    wholeWanted = true;
  }

  /** The names of the fields that are read. */
  public Set<String> names() {
    return Set.copyOf(slots.keySet());
  }

  /** Whether all fields are read. */
  public boolean keepsWhole() {
    return wholeWanted;
  }

  public @Nullable Object get(int slot) {
    return values[slot];
  }

  /** All fields of the last object in their order; null if there was none. */
  public @Nullable Map<String, @Nullable Object> whole() {
    return whole;
  }

  /**
   * Reads an object.
   *
   * @param json {@code byte[]} or String with one object, or null for none
   * @throws DataException if it is something else; the message has the place, but nothing of the
   *     text
   */
  public void read(@Nullable Object json) {
    Arrays.fill(values, null);
    whole = null;
    if (json == null
        || (!wholeWanted && json instanceof byte[] bytes && flat.read(bytes, values))) {
      return;
    }
    Arrays.fill(values, null);
    JsonReader.DEFAULT.read(json, this::readObject);
  }

  private @Nullable Object readObject(JsonParser parser) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      throw new DataException("the value is not a JSON object");
    }
    if (wholeWanted) {
      readWhole(parser);
    } else {
      readSlots(parser);
    }
    return null;
  }

  private void readSlots(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Integer slot = slots.get(parser.currentName());
      parser.nextToken();
      if (slot == null) {
        parser.skipChildren();
      } else {
        values[slot] = JsonReader.DEFAULT.value(parser);
      }
    }
  }

  private void readWhole(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      all.put(name, JsonReader.DEFAULT.value(parser));
    }
    for (Map.Entry<String, Integer> slot : slots.entrySet()) {
      values[slot.getValue()] = all.get(slot.getKey());
    }
    whole = all;
  }
}
