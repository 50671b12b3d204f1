package io.acequia.commons.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class ConfigKeysTest {

  private enum Delivery {
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  @Test
  void groupNumbersItsKeysAndGoesOnWhereItStopped() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "A").required("a.one", Type.STRING, null, Width.SHORT, "One.");
    ConfigGroup.in(def, "A")
        .optional("a.two", Type.INT, 2, null, Importance.LOW, Width.SHORT, "Two.");
    assertThat(def.configKeys().get("a.two").orderInGroup).isEqualTo(2);
    assertThat(def.configKeys().get("a.two").group).isEqualTo("A");
  }

  @Test
  void optionsReadWhatTheyDefine() {
    ConfigDef def = new ConfigDef();
    RetryOptions.addTo(def, "postgres");
    BatchOptions.addTo(def, "postgres", new BatchOptions(500, 1L << 20, Duration.ofMillis(50)));
    AbstractConfig config =
        new AbstractConfig(
            def, Map.of("postgres.retry.timeout.ms", "2000", "postgres.batch.linger.ms", "7"));
    RetryOptions retry = RetryOptions.from(config, "postgres");
    assertThat(retry)
        .isEqualTo(
            new RetryOptions(
                Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(2)));
    assertThat(retry.isExhausted(Duration.ofSeconds(2))).isTrue();
    assertThat(retry.isExhausted(Duration.ofMillis(1_999))).isFalse();
    assertThat(BatchOptions.from(config, "postgres"))
        .isEqualTo(new BatchOptions(500, 1L << 20, Duration.ofMillis(7)));
  }

  @Test
  void retriesForEverByDefault() {
    ConfigDef def = new ConfigDef();
    RetryOptions.addTo(def, "x");
    assertThat(
            RetryOptions.from(new AbstractConfig(def, Map.of()), "x")
                .isExhausted(Duration.ofDays(9)))
        .isFalse();
  }

  @Test
  void validatorsNameTheKey() {
    refuses(Validators.nonBlank(), " ");
    refuses(Validators.port(), 0);
    refuses(Validators.port(), 65_536);
    refuses(Validators.atLeast(5), 4L);
    refuses(Validators.oneOf(Delivery.class), "exactly_once");
    refuses(Validators.pattern(), "[");
    refuses(Validators.template("topic"), "${table}");
    refuses(Validators.fieldPath(), "a..b");
    refuses(Validators.each(Validators.fieldPath()), List.of("a", ""));
  }

  @Test
  void validatorsPassWhatIsRight() {
    Validators.nonBlank().ensureValid("k", "x");
    Validators.port().ensureValid("k", 8083);
    Validators.oneOf(Delivery.class).ensureValid("k", "Exactly-Once");
    Validators.template("topic").ensureValid("k", "raw-${topic}");
    Validators.each(Validators.fieldPath()).ensureValid("k", List.of("a.b", "c[0]"));
    Validators.nonBlank().ensureValid("k", null);
  }

  @Test
  void constantsAreSpelledWithHyphens() {
    assertThat(Validators.parse(Delivery.class, "exactly-once")).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThatThrownBy(() -> Validators.parse(Delivery.class, "never"))
        .hasMessageContaining("at-least-once, exactly-once");
  }

  @Test
  void problemsAreAllReported() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "A")
        .required("a.url", Type.STRING, Validators.nonBlank(), Width.LONG, "A URL.")
        .optional("a.n", Type.INT, 1, null, Importance.LOW, Width.SHORT, "A number.");
    ConfigProblems problems = ConfigProblems.of(new Config(def.validate(Map.of("a.url", "u"))));
    assertThat(problems.none()).isTrue();
    problems.add("a.n", "too few");
    assertThat(problems.has("a.n")).isTrue();
    assertThat(problems.has("a.url")).isFalse();
    assertThat(problems.none()).isFalse();
    assertThatThrownBy(() -> problems.add("a.unknown", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refuses(Validator validator, Object value) {
    assertThatThrownBy(() -> validator.ensureValid("the.key", value))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("the.key");
  }
}
