package io.acequia.elasticsearch.sink.write;

import io.acequia.elasticsearch.sink.json.GrowingBytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The items of one bulk request, in order. Owned by one thread at a time. */
final class Bulk {
  private final GrowingBytes buffer;
  private final List<BulkItem> items;
  private final Map<String, Set<Schema>> schemas;
  private @Nullable String lastIndex;
  private @Nullable Schema lastSchema;

  Bulk() {
    this(new GrowingBytes(), new ArrayList<>(), new HashMap<>());
  }

  private Bulk(GrowingBytes buffer, List<BulkItem> items, Map<String, Set<Schema>> schemas) {
    this.buffer = buffer;
    this.items = items;
    this.schemas = schemas;
  }

  /** Where the bytes of the next item go. */
  GrowingBytes buffer() {
    return buffer;
  }

  void add(BulkItem item) {
    items.add(item);
    Schema schema = item.record().valueSchema();
    String index = item.target().index();
    // Records come in runs of one schema, and its object is the same one.
    if (!index.equals(lastIndex) || schema != lastSchema) {
      lastIndex = index;
      lastSchema = schema;
      Set<Schema> known = schemas.computeIfAbsent(index, i -> new HashSet<>());
      if (schema != null && schema.type() == Schema.Type.STRUCT) {
        known.add(schema);
      }
    }
  }

  List<BulkItem> items() {
    return Collections.unmodifiableList(items);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  int bytes() {
    return buffer.size();
  }

  /** What is written to: by index, the schemas of the Structs that go there. */
  Map<String, Set<Schema>> schemas() {
    return schemas;
  }

  /** The same with these items only. */
  Bulk only(List<BulkItem> kept) {
    return new Bulk(buffer, kept, schemas);
  }

  /** The same without the items of partitions that are no longer the task's. */
  Bulk withoutRevoked() {
    Predicate<BulkItem> revoked = item -> item.source().isRevoked();
    return items.stream().noneMatch(revoked)
        ? this
        : only(items.stream().filter(revoked.negate()).toList());
  }

  /** The body, valid as long as nothing is added. */
  GrowingBytes body() {
    long wanted = items.stream().mapToLong(item -> item.end() - item.start()).sum();
    if (wanted == buffer.size()) {
      return buffer;
    }
    GrowingBytes body = new GrowingBytes();
    items.forEach(item -> body.write(buffer.array(), item.start(), item.end() - item.start()));
    return body;
  }
}
