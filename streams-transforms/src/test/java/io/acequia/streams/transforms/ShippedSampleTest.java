package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.streams.transforms.topology.TopologyCompiler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** What {@code compose/connectors/delays-by-airport.json} asks for; DelaysByAirportIT runs it. */
class ShippedSampleTest {

  @Test
  void isACompleteConfiguration() throws Exception {
    Map<String, String> config =
        new ObjectMapper()
            .readValue(
                Path.of("../compose/connectors/delays-by-airport.json").toFile(),
                new TypeReference<>() {});
    assertThat(config.get("streams.bootstrap.servers")).startsWith("${env:");
    config.put("name", "delays");
    config.put("streams.validate.broker.enabled", "false");
    List<ConfigValue> values = new StreamsConnector().validate(config).configValues();
    assertThat(values).flatExtracting(ConfigValue::errorMessages).isEmpty();
    assertThat(new StreamsConfig(config).plan(TopologyCompiler.installed().checker()).sinks())
        .extracting(sink -> sink.topic())
        .containsExactly("delays-by-airport");
  }
}
