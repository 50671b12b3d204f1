package io.acequia.smt.record;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The changes below one point of a value. */
interface Rewrite {

  /** Of the values afterwards; null in a record without schema. */
  @Nullable Schema schema();

  /** The same object if nothing changed. */
  @Nullable Object value(@Nullable Object before);

  /** What a leaf does. */
  static Rewrite of(Change change) {
    return new Rewrite() {
      @Override
      public @Nullable Schema schema() {
        return change.schema();
      }

      @Override
      public @Nullable Object value(@Nullable Object before) {
        return change.value().apply(before);
      }
    };
  }
}
