package io.acequia.commons.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

  private static final Map<String, String> VALUES = Map.of("topic", "flights", "env", "prod");

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "'', ''",
    "${topic}, flights",
    "raw-${topic}.${env}, raw-flights.prod",
    "${env}${env}, prodprod",
    "$${topic}, ${topic}",
    "a$b, a$b"
  })
  void replacesVariables(String text, String expected) {
    assertThat(Template.parse(text, Set.of()).render(VALUES::get)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"${topic, not closed", "${}, without a name", "${table}, unknown"})
  void refusesWhatCannotBeRendered(String text, String reason) {
    assertThatThrownBy(() -> Template.parse(text, Set.of("topic")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void missingValueIsTheRecordsFault() {
    Template template = Template.parse("${zone}", Set.of());
    assertThatThrownBy(() -> template.render(VALUES::get))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("${zone}");
  }

  @Test
  void valuesAreNeverTemplatesThemselves() {
    assertThat(Template.parse("${a}", Set.of()).render(name -> "${b}")).isEqualTo("${b}");
  }

  @Test
  void tellsItsVariables() {
    assertThat(Template.parse("${b}-${a}-${b}", Set.of()).variables()).containsExactly("b", "a");
    assertThat(Template.parse("x", Set.of()).isConstant()).isTrue();
  }
}
