package io.acequia.object.store.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLocationTest {
  @Test
  void bucketsHavePrefixes() {
    assertThat(StoreLocation.parse("s3://flights/raw//2026/"))
        .isEqualTo(new StoreLocation(StoreLocation.Kind.S3, "flights", "raw/2026/", ""));
    assertThat(StoreLocation.parse("gs://my_flights"))
        .isEqualTo(new StoreLocation(StoreLocation.Kind.GCS, "my_flights", "", ""));
  }

  @Test
  void foldersAreAbsolute() {
    assertThat(StoreLocation.parse("file:///srv/a/../flights"))
        .isEqualTo(new StoreLocation(StoreLocation.Kind.FILE, "", "", "/srv/flights"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flights",
        "https://flights.s3.amazonaws.com",
        "s3://",
        "s3://A",
        "s3://key:secret@flights/x",
        "s3://flights?x=y",
        "file://srv/flights",
        "file:///",
        "s3://a b"
      })
  void otherLocationsAreRefused(String url) {
    assertThatThrownBy(() -> StoreLocation.parse(url)).isInstanceOf(ConfigException.class);
  }
}
