package io.acequia.sql.bind;

import io.acequia.sql.Row;
import org.jspecify.annotations.Nullable;

/** What constants are computed on. */
public enum NoRow implements Row {
  INSTANCE;

  @Override
  public @Nullable Object value() {
    return null;
  }

  @Override
  public @Nullable Object key() {
    return null;
  }

  @Override
  public @Nullable String topic() {
    return null;
  }

  @Override
  public @Nullable Integer partition() {
    return null;
  }

  @Override
  public @Nullable Long offset() {
    return null;
  }

  @Override
  public @Nullable Long timestamp() {
    return null;
  }

  @Override
  public @Nullable Object header(String header) {
    return null;
  }
}
