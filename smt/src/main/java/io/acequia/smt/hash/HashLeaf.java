package io.acequia.smt.hash;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.Leaf;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Makes every value a text: its digest. Optionality, documentation and default are kept. */
public final class HashLeaf implements Leaf {

  private final Digester digester;

  public HashLeaf(Digester digester) {
    this.digester = digester;
  }

  @Override
  public Change at(FieldPath path, @Nullable Schema schema) {
    ValueHash hash = new ValueHash(path.toString(), schema, digester);
    return new Change(schema == null ? null : hashed(path, schema, hash), hash);
  }

  private static Schema hashed(FieldPath path, Schema schema, ValueHash hash) {
    if (!schema.type().isPrimitive()) {
      throw ValueHash.refusal(path.toString(), schema.type().toString());
    }
    SchemaBuilder builder = SchemaBuilder.string().doc(schema.doc());
    if (schema.isOptional()) {
      builder.optional();
    }
    if (schema.defaultValue() != null) {
      builder.defaultValue(hash.apply(schema.defaultValue()));
    }
    return builder.build();
  }
}
