package io.acequia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPostgresTest {
  @Test
  void readsLibpqsForm() {
    OwnPostgres own = OwnPostgres.parse("postgresql://me:p%40ss@db.example:6000/flights");
    assertThat(own.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6000/flights");
    assertThat(own.user()).isEqualTo("me");
    assertThat(own.password()).isEqualTo("p@ss");
  }

  @Test
  void readsTheDriversFormAndKeepsItsOtherParameters() {
    OwnPostgres own =
        OwnPostgres.parse("jdbc:postgresql://db/flights?user=me&sslmode=require&password=x");
    assertThat(own.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/flights?sslmode=require");
    assertThat(own.user()).isEqualTo("me");
    assertThat(own.password()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://db/without-user?password=s3cret",
        "mysql://me:s3cret@db/x",
        "s3cret",
        "postgresql://me:s3cret@a b/x"
      })
  void refusesOthersWithoutRepeatingThem(String url) {
    assertThatThrownBy(() -> OwnPostgres.parse(url))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("postgresql://user:password@host:5432/database")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void neverPrintsThePassword() {
    assertThat(OwnPostgres.parse("postgresql://me:s3cret@db/x").toString())
        .isEqualTo("me at jdbc:postgresql://db:5432/x");
  }
}
