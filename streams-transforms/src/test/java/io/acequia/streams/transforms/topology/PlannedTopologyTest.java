package io.acequia.streams.transforms.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannedTopologyTest {

  private static final String ENRICH =
      """
      "enrich": [{"type": "global", "topic": "g", "key": "a", "as": "g"},
                 {"type": "table", "topic": "t", "key": "a", "as": "t"},
                 {"type": "as_of", "topic": "v", "key": "a", "as": "v", "history": "1d", "grace": "1m"},
                 {"type": "stream", "topic": "s", "key": "a", "on": "b", "as": "s", "within": "1m"},
                 {"type": "foreign_key", "topic": "f", "key": "a", "as": "f"}],
      """;

  private static TopologyPlan planned(String rest) {
    return PlannedTopology.of(
        PlanRun.plan("{\"source\": {\"topic\": \"in\"}, " + rest + "}"), PlanRun.FUNCTIONS);
  }

  /** Otherwise a changed plan would lose its state, because numbers in names have moved on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ENRICH + "\"key\": \"a\", \"sink\": {\"topic\": \"out\"}",
        ENRICH
            + "\"group_by\": \"a\", \"window\": {\"type\": \"session\", \"gap\": \"1m\","
            + " \"emit\": \"on_close\"}, \"late\": \"late\", \"aggregate\": [{\"op\": \"count\"}],"
            + " \"detect\": {\"type\": \"mad\", \"field\": \"count\"},"
            + " \"branch\": [{\"where\": \"count > 1\", \"sink\": {\"topic\": \"x\"}},"
            + " {\"sink\": {\"topic\": \"y\"}}]",
        "\"report\": {\"type\": \"metrics\"}, \"sink\": {\"topic\": \"out\"}"
      })
  void namesEveryStoreAndInternalTopic(String rest) {
    String described = planned(rest).topology().describe().toString();
    assertThat(described)
        .doesNotContainPattern("(?:stores: \\[|topics?: \\[?)[^\\]\\n]*K(STREAM|TABLE)-");
    assertThat(planned(rest).topology().describe().toString()).isEqualTo(described);
  }

  @Test
  void tellsItsHostWhatItNeeds() {
    TopologyPlan plan =
        planned(ENRICH + "\"sink\": {\"topic\": \"out\"}, \"dead_letter\": \"bad\"");
    assertThat(plan.sourceTopics()).containsExactly("f", "g", "in", "s", "t", "v");
    assertThat(plan.streamsSettings())
        .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
        .containsEntry(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "bad");
    assertThat(plan.fingerprint())
        .hasSize(64)
        .isNotEqualTo(planned(ENRICH + "\"sink\": {\"topic\": \"out\"}").fingerprint());
  }

  @Test
  void refusesAFormatThatKeysCannotHave() {
    String avro =
        "\"sink\": {\"topic\": \"out\", \"key_format\": \"avro\", \"registry\": \"http://r\"}";
    assertThatThrownBy(() -> planned(avro))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sink.key_format");
  }
}
