package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class GeocodeConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return GeocodeConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("latitude", "lat", "longitude", "lon");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new GeocodeConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of(
        "latitude", "*.lat",
        "longitude", "a..b",
        "ip", "hosts[*].ip",
        "into", "places[0]",
        "parts", "city,street",
        "max.distance.km", "-1",
        "on.miss", "ignore",
        "maxmind.file", " ",
        "maxmind.language", " ");
  }

  @Test
  void needsBothCoordinatesOrAnAddressWithItsDatabase() {
    refuses(Map.of(), "latitude", "is needed, or ip");
    refuses(Map.of("latitude", "lat"), "longitude", "is needed with latitude");
    refuses(Map.of("ip", "host"), "maxmind.file", "is needed for IP addresses");
    refuses(Map.of("ip", "host", "latitude", "lat"), "latitude", "together with ip");
  }

  @Test
  void partsAreSomeAndDistinct() {
    refuses(Map.of("latitude", "a", "longitude", "b", "parts", ""), "parts", "at least one part");
    refuses(
        Map.of("latitude", "a", "longitude", "b", "parts", "city,city"), "parts", "a part twice");
  }

  private static void refuses(Map<String, String> settings, String key, String reason) {
    assertThatThrownBy(() -> new GeocodeConfig(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(reason);
  }
}
