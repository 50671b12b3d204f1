package io.acequia.commons.config;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Collects what is wrong with a configuration, so that {@code validate()} reports every wrong field
 * at once instead of the first.
 */
public final class ConfigProblems {

  private final Map<String, ConfigValue> values;

  private ConfigProblems(Map<String, ConfigValue> values) {
    this.values = values;
  }

  /** Starts from what {@code ConfigDef} itself found; problems are added to this same object. */
  public static ConfigProblems of(Config validated) {
    return new ConfigProblems(
        validated.configValues().stream()
            .collect(Collectors.toMap(ConfigValue::name, Function.identity(), (a, b) -> a)));
  }

  /**
   * Says that this key is wrong.
   *
   * @throws IllegalArgumentException if the configuration has no such key
   */
  public void add(String key, String message) {
    ConfigValue value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no key " + key + " in this configuration");
    }
    value.addErrorMessage(message);
  }

  /** Whether nothing is wrong yet: only then is a look at the outside system worth its time. */
  public boolean none() {
    return values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
  }

  /** Whether this key is wrong. */
  public boolean has(String key) {
    ConfigValue value = values.get(key);
    return value != null && !value.errorMessages().isEmpty();
  }
}
