package io.acequia.smt.geo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Makes structs and maps of the parts of places. */
final class PlaceFormat {

  private final GeoPart[] parts;
  private final Schema schema;
  private final Field[] fields;

  PlaceFormat(List<GeoPart> parts) {
    this.parts = parts.toArray(new GeoPart[0]);
    SchemaBuilder builder = SchemaBuilder.struct().optional();
    parts.forEach(part -> builder.field(part.field(), part.schema()));
    this.schema = builder.build();
    this.fields = schema.fields().toArray(new Field[0]);
  }

  /** Of the struct: optional, as all its fields are. */
  Schema schema() {
    return schema;
  }

  Struct struct(Place place) {
    Struct struct = new Struct(schema);
    for (int i = 0; i < fields.length; i++) {
      struct.put(fields[i], place.part(parts[i]));
    }
    return struct;
  }

  Map<String, @Nullable Object> map(Place place) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i++) {
      map.put(fields[i].name(), place.part(parts[i]));
    }
    return map;
  }
}
