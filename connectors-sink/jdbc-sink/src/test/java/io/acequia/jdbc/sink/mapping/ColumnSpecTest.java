package io.acequia.jdbc.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnSpecTest {
  @Test
  void readsPathsAliasesAndSpreads() {
    assertThat(ColumnSpec.parse("event_id"))
        .isEqualTo(new ColumnSpec(List.of("event_id"), false, null));
    assertThat(ColumnSpec.parse(" data.user.id AS user_id "))
        .isEqualTo(new ColumnSpec(List.of("data", "user", "id"), false, "user_id"));
    assertThat(ColumnSpec.parse("*")).isEqualTo(new ColumnSpec(List.of(), true, null));
    assertThat(ColumnSpec.parse("data.*")).isEqualTo(new ColumnSpec(List.of("data"), true, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.*.b", "a[0]", "data.* as d", "a..b"})
  void refusesWhatIsNoColumn(String text) {
    assertThatThrownBy(() -> ColumnSpec.parse(text)).isInstanceOf(ConfigException.class);
  }
}
