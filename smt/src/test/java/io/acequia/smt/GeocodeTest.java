package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.Await;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeocodeTest {

  @TempDir private Path folder;
  private final Geocode<SinkRecord> geocode = new Geocode.Value<>();

  @AfterEach
  void close() {
    geocode.close();
  }

  @Test
  void addsTheNearestPlace() {
    configure(Map.of());
    assertThat(geo(33.64044444, -84.42694444))
        .isEqualTo(
            Map.of(
                "city",
                "College Park",
                "region",
                "Georgia",
                "country",
                "United States",
                "country_code",
                "US",
                "latitude",
                33.65344,
                "longitude",
                -84.44937,
                "distance_km",
                2.529,
                "population",
                14601L,
                "timezone",
                "America/New_York"));
  }

  @Test
  void addsOnlyTheParts() {
    configure(Map.of("parts", "country_code,city", "into", "position.place"));
    assertThat(value(Map.of("lat", 48.8584, "lon", 2.2945)).containsKey("position")).isFalse();
    Map<String, Object> before =
        Map.of("lat", "48.8584", "lon", 2.2945f, "position", Map.of("id", 7L));
    assertThat(value(before).get("position"))
        .isEqualTo(
            Map.of("id", 7L, "place", Map.of("country_code", "FR", "city", "Paris 16 Passy")));
  }

  @Test
  void addsAnOptionalStructOfOneSchema() {
    configure(Map.of());
    SinkRecord first =
        geocode.apply(record(GeocodeValueTest.POSITION, GeocodeValueTest.position()));
    Struct none = new Struct(GeocodeValueTest.POSITION).put("lat", 0.0);
    SinkRecord second = geocode.apply(record(GeocodeValueTest.POSITION, none));
    Struct place = ((Struct) first.value()).getStruct("geo");
    assertThat(place.getString("city")).isEqualTo("College Park");
    assertThat(place.getInt64("population")).isEqualTo(14601L);
    assertThat(place.schema().isOptional()).isTrue();
    assertThat(((Struct) second.value()).get("geo")).isNull();
    assertThat(second.valueSchema()).isSameAs(first.valueSchema());
  }

  @Test
  void nothingNearIsAMiss() {
    configure(Map.of("max.distance.km", "100"));
    assertThat(geo(0.0, -140.0)).isNull();
    assertThat(geo(48.8584, 2.2945)).isNotNull();
    configure(Map.of("max.distance.km", "100", "on.miss", "drop"));
    assertThat(geocode.apply(record(null, position(0.0, -140.0)))).isNull();
    configure(Map.of("max.distance.km", "100", "on.miss", "keep"));
    SinkRecord before = record(null, position(0.0, -140.0));
    assertThat(geocode.apply(before)).isSameAs(before);
    configure(Map.of("max.distance.km", "100", "on.miss", "fail"));
    assertThatThrownBy(() -> geo(0.0, -140.0))
        .isInstanceOf(DataException.class)
        .hasMessage("Geocode found no place for lat, lon");
  }

  @Test
  void poleAndAntimeridianAreNothingSpecial() {
    configure(Map.of("parts", "city"));
    assertThat(geo(90.0, 0.0)).isEqualTo(Map.of("city", "Longyearbyen"));
    assertThat(geo(90, -180)).isEqualTo(Map.of("city", "Longyearbyen"));
    assertThat(geo(-17.5, 180)).isEqualTo(geo(-17.5, -180));
    assertThat(geo(-17.5, -179.99)).isEqualTo(geo(-17.5, 179.99));
  }

  @Test
  void refusesWhatIsNoCoordinateWithoutShowingIt() {
    configure(Map.of());
    for (Object wrong :
        Arrays.asList(
            90.0001,
            -91,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            "secret",
            "NaN",
            "1".repeat(65),
            true,
            List.of(1.0))) {
      assertThatThrownBy(() -> geo(wrong, 0.0))
          .as("%s", wrong)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("'lat'")
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(() -> geo(0.0, 180.5)).isInstanceOf(DataException.class);
    assertThat(geo(null, 8.0)).isNull();
  }

  @Test
  void findsThePlaceOfAnAddress() throws IOException {
    ip(Map.of());
    Map<?, ?> zurich = (Map<?, ?>) host("192.0.2.7").get("geo");
    assertThat(zurich.get("city")).isEqualTo("Zurich");
    assertThat(zurich.get("region")).isEqualTo("Canton X");
    assertThat(zurich.get("country_code")).isEqualTo("CH");
    assertThat(zurich.get("latitude")).isEqualTo(47.3667);
    assertThat(zurich.get("timezone")).isEqualTo("Europe/Zurich");
    assertThat(zurich.get("distance_km")).isNull();
    assertThat(host("2001:db8::1").get("geo")).isEqualTo(zurich);
    assertThat(((Map<?, ?>) host(" 198.51.100.9 ").get("geo")).get("country")).isEqualTo("Norway");
    ip(Map.of("maxmind.language", "de", "parts", "city,region,country"));
    assertThat(host("192.0.2.7").get("geo"))
        .isEqualTo(Map.of("city", "Zurich (de)", "region", "Canton X", "country", "Schweiz"));
  }

  @Test
  void unknownAndPrivateAddressesAreMisses() throws IOException {
    ip(Map.of());
    for (String address :
        List.of("203.0.113.1", "10.1.2.3", "127.0.0.1", "::1", "fd00::1", "fe80::1", "224.0.0.1")) {
      assertThat(host(address).get("geo")).as(address).isNull();
    }
    assertThat(host(null).get("geo")).isNull();
  }

  @Test
  void refusesWhatIsNoAddressWithoutAskingANameServer() throws IOException {
    ip(Map.of());
    for (String wrong :
        List.of(
            "localhost",
            "192.0.2",
            "192.0.2.256",
            "192.0.2.1.1",
            "1.2.3.",
            "0x7f.1.1.1",
            "",
            "fe80::1%eth0",
            ":::",
            "192.0.2.0001",
            "face")) {
      assertThatThrownBy(() -> host(wrong))
          .as(wrong)
          .isInstanceOf(DataException.class)
          .hasMessage("'host' is not an IP address");
    }
  }

  @Test
  void readsAChangedDatabaseAgain() throws IOException {
    ip(Map.of("maxmind.reload.interval.ms", "10", "parts", "city"));
    assertThat(host("192.0.2.7").get("geo")).isEqualTo(Map.of("city", "Zurich"));
    copy("moved.mmdb");
    Await.until(
        "the new database",
        Duration.ofMinutes(2),
        () -> Map.of("city", "Winterthur").equals(host("192.0.2.7").get("geo")));
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Path file = Files.writeString(folder.resolve("no.mmdb"), "no database");
    assertThatThrownBy(
            () -> geocode.configure(Map.of("ip", "host", "maxmind.file", file.toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("maxmind.file");
  }

  private void ip(Map<String, String> more) throws IOException {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("ip", "host");
    settings.put("maxmind.file", copy("cities.mmdb").toString());
    geocode.configure(settings);
  }

  private Path copy(String resource) throws IOException {
    Path next = folder.resolve("next");
    try (InputStream in = GeocodeTest.class.getResourceAsStream("geo/" + resource)) {
      Files.copy(in, next, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.move(next, folder.resolve("geo.mmdb"), StandardCopyOption.REPLACE_EXISTING);
  }

  private void configure(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Map.of("latitude", "lat", "longitude", "lon"));
    settings.putAll(more);
    geocode.configure(settings);
  }

  private Object geo(Object latitude, Object longitude) {
    Map<?, ?> after = value(position(latitude, longitude));
    assertThat(after.containsKey("geo")).isTrue();
    return after.get("geo");
  }

  private static Map<String, Object> position(Object latitude, Object longitude) {
    Map<String, Object> position = new HashMap<>();
    position.put("lat", latitude);
    position.put("lon", longitude);
    return position;
  }

  private Map<?, ?> host(String address) {
    return value(Collections.singletonMap("host", address));
  }

  private Map<?, ?> value(Map<String, Object> before) {
    return (Map<?, ?>) geocode.apply(record(null, before)).value();
  }

  private static SinkRecord record(Schema schema, Object value) {
    return new SinkRecord("positions", 0, null, null, schema, value, 1L);
  }
}
