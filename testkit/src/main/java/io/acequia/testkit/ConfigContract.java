package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * What a plugin's configuration owes its users: every key is documented, placed, checked and named
 * by convention, defaults work, wrong values are named, and secrets are never shown.
 */
public abstract class ConfigContract {

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");
  private static final Pattern SENTENCE = Pattern.compile("(?s)\\p{Lu}.{18,}\\.");
  private static final Pattern SECRET_NAME =
      Pattern.compile("(^|[.])(password|secret|secrets|token|credentials|passphrase)$");
  private static final String SENTINEL = "hunter2-must-not-be-shown";

  /** The definition that the plugin's {@code config()} answers. */
  protected abstract ConfigDef configDef();

  /** The fewest settings that a plugin starts with: the required keys only. */
  protected abstract Map<String, String> minimal();

  /** What the module reads a configuration into; must refuse what the definition refuses. */
  protected abstract Object parse(Map<String, String> settings);

  /**
   * For every key with a validator or a shape beyond its type: a value that must be refused.
   * Numbers and booleans that do not parse are tried on their own.
   */
  protected abstract Map<String, String> badValues();

  /** What every key begins with, such as {@code postgres.}; a transform's keys have no prefix. */
  protected String prefix() {
    return "";
  }

  /** Keys that keep another spelling because Connect or the outside system already has it. */
  protected Set<String> conventionExceptions() {
    return Set.of();
  }

  /** A value for this secret key that the module accepts and that contains {@code sentinel}. */
  protected String secretValue(String key, String sentinel) {
    return sentinel;
  }

  @Test
  void defaultsAreValid() {
    assertThat(errors(minimal())).isEmpty();
    assertThat(parse(minimal())).isNotNull();
  }

  @Test
  void keyWithoutDefaultIsRequired() {
    for (ConfigKey key : keys()) {
      if (!key.hasDefault()) {
        Map<String, String> without = new HashMap<>(minimal());
        assertThat(without.remove(key.name)).as("minimal() sets " + key.name).isNotNull();
        assertThat(errors(without)).containsKey(key.name);
        assertThatThrownBy(() -> parse(without))
            .isInstanceOf(ConfigException.class)
            .hasMessageContaining(key.name);
      }
    }
  }

  @Test
  void everyKeyTellsAStrangerWhatItIs() {
    SoftAssertions softly = new SoftAssertions();
    for (ConfigKey key : keys()) {
      softly.assertThat(key.documentation).as("doc of " + key.name).matches(SENTENCE);
      softly.assertThat(key.group).as("group of " + key.name).isNotBlank();
      softly.assertThat(key.displayName).as("display name of " + key.name).isNotBlank();
      softly.assertThat(key.width).as("width of " + key.name).isNotEqualTo(Width.NONE);
      softly.assertThat(key.orderInGroup).as("order of " + key.name).isPositive();
    }
    softly.assertAll();
  }

  @Test
  void noTwoKeysOfAGroupHaveTheSamePlace() {
    Map<String, String> places = new TreeMap<>();
    for (ConfigKey key : keys()) {
      String place = key.group + " #" + key.orderInGroup;
      assertThat(places.put(place, key.name)).as(place + " of " + key.name).isNull();
    }
  }

  @Test
  void numbersHaveBounds() {
    assertThat(keys())
        .filteredOn(key -> isNumber(key.type))
        .allSatisfy(key -> assertThat(key.validator).as("validator of " + key.name).isNotNull());
  }

  @Test
  void keysFollowTheConventions() {
    SoftAssertions softly = new SoftAssertions();
    for (ConfigKey key : keys()) {
      if (conventionExceptions().contains(key.name)) {
        continue;
      }
      softly.assertThat(key.name).matches(KEY).startsWith(prefix());
      softly
          .assertThat(key.name.endsWith(".enabled"))
          .as(key.name + " ends .enabled exactly if it is a switch")
          .isEqualTo(key.type == Type.BOOLEAN);
      String doc = key.documentation.toLowerCase(Locale.ROOT);
      if (isNumber(key.type) && doc.contains("milliseconds")) {
        softly.assertThat(key.name).endsWith(".ms");
      }
      if (key.name.endsWith(".ms") || key.name.endsWith(".bytes")) {
        softly.assertThat(key.type).as("type of " + key.name).isIn(Type.INT, Type.LONG);
      }
      if (key.name.endsWith(".ms")) {
        softly.assertThat(doc).as("doc of " + key.name + " names its unit").contains("millisecond");
      }
    }
    softly.assertAll();
  }

  @Test
  void secretsArePasswords() {
    assertThat(keys())
        .filteredOn(key -> !conventionExceptions().contains(key.name))
        .filteredOn(key -> SECRET_NAME.matcher(key.name).find())
        .allSatisfy(key -> assertThat(key.type).as(key.name).isEqualTo(Type.PASSWORD));
  }

  @Test
  void secretsAreNeverPrinted() {
    Map<String, String> settings = new HashMap<>(minimal());
    for (ConfigKey key : keys()) {
      if (key.type == Type.PASSWORD) {
        settings.put(key.name, secretValue(key.name, SENTINEL));
      }
    }
    assertThat(String.valueOf(parse(settings))).doesNotContain(SENTINEL);
    assertThat(String.valueOf(configDef().parse(settings))).doesNotContain(SENTINEL);
    for (ConfigKey key : keys()) {
      if (key.type != Type.PASSWORD && badValues().containsKey(key.name)) {
        Map<String, String> wrong = new HashMap<>(settings);
        wrong.put(key.name, badValues().get(key.name));
        assertThatThrownBy(() -> parse(wrong)).hasMessageNotContaining(SENTINEL);
      }
    }
  }

  @Test
  void badValuesAreRefusedByName() {
    Map<String, String> bad = new TreeMap<>(badValues());
    for (ConfigKey key : keys()) {
      if (isNumber(key.type) || key.type == Type.BOOLEAN) {
        bad.putIfAbsent(key.name, "neither");
      }
    }
    assertThat(bad.keySet()).as("badValues() of known keys").isSubsetOf(configDef().names());
    bad.forEach(
        (key, value) -> {
          Map<String, String> settings = new HashMap<>(minimal());
          settings.put(key, value);
          assertThatThrownBy(() -> parse(settings))
              .as(key + " = " + value)
              .isInstanceOf(ConfigException.class)
              .hasMessageContaining(key);
        });
  }

  @Test
  void everyTextWithAValidatorHasABadValue() {
    assertThat(keys())
        .filteredOn(key -> key.validator != null)
        .filteredOn(key -> !isNumber(key.type) && key.type != Type.BOOLEAN)
        .allSatisfy(key -> assertThat(badValues()).as("badValues()").containsKey(key.name));
  }

  private Iterable<ConfigKey> keys() {
    return configDef().configKeys().values().stream().filter(key -> !key.internalConfig).toList();
  }

  private Map<String, List<String>> errors(Map<String, String> settings) {
    Map<String, List<String>> errors = new TreeMap<>();
    for (ConfigValue value : configDef().validate(settings)) {
      if (!value.errorMessages().isEmpty()) {
        errors.put(value.name(), value.errorMessages());
      }
    }
    return errors;
  }

  private static boolean isNumber(Type type) {
    return type == Type.INT || type == Type.LONG || type == Type.SHORT || type == Type.DOUBLE;
  }
}
