package io.acequia.streams.transforms.source;

import io.acequia.sql.json.JsonFields;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** JSON objects, of which only the wanted fields are parsed. */
public final class JsonFormat implements SourceFormat {

  @Override
  public Reader open(Wanted wanted) {
    JsonFields json = new JsonFields();
    if (wanted.all()) {
      json.keepWhole();
      return (topic, headers, value) -> whole(json, value);
    }
    String[] names = wanted.names().stream().sorted().toArray(String[]::new);
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
    Map<String, @Nullable Object> row = new HashMap<>(names.length * 4 / 3 + 1);
    for (int i = 0; i < names.length; i++) {
      Object field = json.get(i);
      if (field != null) {
        row.put(names[i], field);
      }
    }
    return row;
  }
}
