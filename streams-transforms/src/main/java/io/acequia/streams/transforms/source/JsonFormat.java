package io.acequia.streams.transforms.source;

import io.acequia.sql.json.JsonFields;
import io.acequia.streams.transforms.row.FieldRow;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** JSON objects, of which only the wanted fields are parsed. */
public final class JsonFormat implements SourceFormat {

  /** So many fields are found faster one after the other than by their hash. */
  private static final int FEW = 12;

  @Override
  public Reader open(Wanted wanted) {
    JsonFields json = new JsonFields();
    if (wanted.all()) {
      json.keepWhole();
      return (topic, headers, value) -> whole(json, value);
    }
    String[] names = wanted.names().stream().sorted().map(String::intern).toArray(String[]::new);
    for (String name : names) {
      json.slot(name);
    }
    return (topic, headers, value) -> fields(json, names, value);
  }

  private static Map<String, @Nullable Object> whole(JsonFields json, byte[] value) {
    json.read(value);
    Map<String, @Nullable Object> whole = json.whole();
    if (whole == null) {
      throw new DataException("the value is not a JSON object");
    }
    return whole;
  }

  private static Map<String, @Nullable Object> fields(
      JsonFields json, String[] names, byte[] value) {
    json.read(value);
    @Nullable Object[] row = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      row[i] = json.get(i);
    }
    return names.length <= FEW ? new FieldRow(names, row) : map(names, row);
  }

  private static Map<String, @Nullable Object> map(String[] names, @Nullable Object[] row) {
    Map<String, @Nullable Object> map = new HashMap<>(names.length * 4 / 3 + 1);
    for (int i = 0; i < names.length; i++) {
      if (row[i] != null) {
        map.put(names[i], row[i]);
      }
    }
    return map;
  }
}
