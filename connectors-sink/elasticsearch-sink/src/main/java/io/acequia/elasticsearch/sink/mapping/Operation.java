package io.acequia.elasticsearch.sink.mapping;

import java.util.Locale;

/** What a bulk request can do with a document. */
public enum Operation {
  CREATE,
  INDEX,
  UPDATE,
  DELETE;

  private final String opening = "{\"" + name().toLowerCase(Locale.ROOT) + "\":{\"_index\":\"";

  /** The action's line up to the index's name. */
  String opening() {
    return opening;
  }

  /** Whether the cluster takes versions from outside with it. */
  public boolean takesVersions() {
    return this == INDEX || this == DELETE;
  }
}
