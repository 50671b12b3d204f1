package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.junit.jupiter.api.Test;

class ConfigContractTest {

  @Test
  void goodConfigurationPasses() {
    SuiteRun run = SuiteRun.of(Good.class);
    assertThat(run.failed()).isEmpty();
    assertThat(run.succeeded()).isGreaterThan(8);
  }

  @Test
  void everyBrokenPromiseIsFound() {
    assertThat(SuiteRun.of(Bad.class).failed())
        .containsExactlyInAnyOrder(
            "everyKeyTellsAStrangerWhatItIs",
            "keyWithoutDefaultIsRequired",
            "noTwoKeysOfAGroupHaveTheSamePlace",
            "numbersHaveBounds",
            "keysFollowTheConventions",
            "secretsArePasswords",
            "secretsAreNeverPrinted",
            "badValuesAreRefusedByName",
            "everyTextWithAValidatorHasABadValue");
  }

  static class Good extends ConfigContract {

    @Override
    protected ConfigDef configDef() {
      return new ConfigDef()
          .define(
              "system.url",
              Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "Where the outside system listens.",
              "System",
              1,
              Width.LONG,
              "system.url")
          .define(
              "system.wait.ms",
              Type.INT,
              5,
              ConfigDef.Range.atLeast(0),
              Importance.LOW,
              "How long to wait for an answer, in milliseconds.",
              "System",
              2,
              Width.SHORT,
              "system.wait.ms")
          .define(
              "system.password",
              Type.PASSWORD,
              "",
              null,
              Importance.LOW,
              "The password of the outside system.",
              "System",
              3,
              Width.SHORT,
              "system.password");
    }

    @Override
    protected Map<String, String> minimal() {
      return Map.of("system.url", "somewhere");
    }

    @Override
    protected Object parse(Map<String, String> settings) {
      return new AbstractConfig(configDef(), settings, false);
    }

    @Override
    protected Map<String, String> badValues() {
      return Map.of("system.url", "");
    }

    @Override
    protected String prefix() {
      return "system.";
    }
  }

  static class Bad extends Good {

    @Override
    protected ConfigDef configDef() {
      return super.configDef()
          .define("system.token", Type.STRING, "", Importance.LOW, "Short.")
          .define(
              "system.retries",
              Type.INT,
              1,
              null,
              Importance.LOW,
              "How often, in milliseconds of all things.",
              "System",
              3,
              Width.SHORT,
              "system.retries")
          .define(
              "system.mode",
              Type.STRING,
              "a",
              ConfigDef.ValidString.in("a", "b"),
              Importance.LOW,
              "How the outside system is used.",
              "System",
              4,
              Width.SHORT,
              "system.mode");
    }

    @Override
    protected Object parse(Map<String, String> settings) {
      return settings;
    }
  }
}
