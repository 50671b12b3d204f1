package io.acequia.smt.mask;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.Leaf;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Masks every value and leaves its schema. */
public final class MaskLeaf implements Leaf {

  private final TextMask text;

  public MaskLeaf(TextMask text) {
    this.text = text;
  }

  @Override
  public Change at(FieldPath path, @Nullable Schema schema) {
    return new Change(schema, new ValueMask(path.toString(), text));
  }
}
