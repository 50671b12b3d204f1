package io.acequia.commons.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/**
 * Adds the keys of one group to a {@link ConfigDef}, numbering them in the order of the calls.
 *
 * <p>Every key of ours has a group, an order, a width and a sentence of documentation; this class
 * leaves no way to forget one. The key's own name serves as its display name.
 */
public final class ConfigGroup {

  private final ConfigDef def;
  private final String group;
  private int order;

  private ConfigGroup(ConfigDef def, String group) {
    this.def = def;
    this.group = group;
    this.order =
        (int) def.configKeys().values().stream().filter(key -> group.equals(key.group)).count();
  }

  /** Continues the group of this name, or starts it. */
  public static ConfigGroup in(ConfigDef def, String group) {
    return new ConfigGroup(def, group);
  }

  /** Adds a key that the user must set. */
  public ConfigGroup required(
      String key, Type type, @Nullable Validator validator, Width width, String doc) {
    return define(
        key, type, ConfigDef.NO_DEFAULT_VALUE, validator, Importance.HIGH, width, doc, null);
  }

  /** Adds a key with a default. */
  public ConfigGroup optional(
      String key,
      Type type,
      @Nullable Object defaultValue,
      @Nullable Validator validator,
      Importance importance,
      Width width,
      String doc) {
    return define(key, type, defaultValue, validator, importance, width, doc, null);
  }

  /** Adds a key with a default and a recommender of its values. */
  public ConfigGroup optional(
      String key,
      Type type,
      @Nullable Object defaultValue,
      @Nullable Validator validator,
      Importance importance,
      Width width,
      String doc,
      Recommender recommender) {
    return define(key, type, defaultValue, validator, importance, width, doc, recommender);
  }

  private ConfigGroup define(
      String key,
      Type type,
      @Nullable Object defaultValue,
      @Nullable Validator validator,
      Importance importance,
      Width width,
      String doc,
      @Nullable Recommender recommender) {
    order++;
    def.define(
        key, type, defaultValue, validator, importance, doc, group, order, width, key, recommender);
    return this;
  }
}
