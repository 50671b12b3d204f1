package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The digests expected here were made with openssl. */
class HashTest {

  private static final String ADA = "ada@example.org";
  private static final String ADA_SHA256 =
      "cfe00dde46ef942601ffafb9e2825e802858b460e586b8305b344c1eb826357d";
  private static final String SEVEN = "8f14e45fceea167a5a36dedd4bea2543";
  private static final String TIMESTAMP = "b787b039b8985d1272bf309647c2fca1";

  private static @Nullable Object hash(Map<String, String> config, @Nullable Object value) {
    return hash(config, null, value).value();
  }

  private static SourceRecord hash(
      Map<String, String> config, @Nullable Schema schema, @Nullable Object value) {
    try (Hash.Value<SourceRecord> hash = new Hash.Value<>()) {
      hash.configure(config);
      return hash.apply(new SourceRecord(Map.of(), Map.of(), "flights", schema, value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sha256, hex, '', '', " + ADA_SHA256,
    "SHA-256, base64, '', '', z+AN3kbvlCYB/6+54oJegChYtGDlhrgwWzRMHrgmNX0=",
    "md5, hex, '', '', 5bfcf2d8e394674550332640d72db509",
    "SHA512, hex, '', '', 6d6a3f05fbc4eda9b65776383a38546e296c2291f3044bc9fd2172cbc8a55877"
        + "61d1d8d70f0324076de4e14e08af5d2a1507ad34a234f96abfd19a9756e71398",
    "hmac-sha256, hex, pepper, '', "
        + "eddcbc0c0fa8cbf6d4cfd93ecdb9462505368148b51d85cd49b960068295db40",
    "HmacSHA512, hex, pepper, '', ed95333e80a7f35e5673a4657cddc7a7008e80c85f1b7c8ee6e5934b18816fcc"
        + "d0c10802755155c64c63e1b21204cb9405f87e8e73a4e4d8092e9e29707b28ef",
    "sha256, hex, '', salt, 4c9a1b39e3e622a5bb0967692bedc018b441b3f40d7d80d81571d709653d9bac",
  })
  void givesTheDigestsOfOtherTools(
      String algorithm, String encoding, String secret, String salt, String digest) {
    Map<String, String> config = new HashMap<>();
    config.put("fields", "f[*]");
    config.put("algorithm", algorithm);
    config.put("encoding", encoding);
    if (!secret.isEmpty()) {
      config.put("secret", secret);
    }
    if (!salt.isEmpty()) {
      config.put("salt", salt);
    }
    assertThat(hash(config, Map.of("f", List.of(ADA, ADA))))
        .isEqualTo(Map.of("f", List.of(digest, digest)));
  }

  static Stream<Arguments> oneTextForEachValue() {
    Date time = Date.from(Instant.parse("2026-11-22T06:04:16.123Z"));
    Date clock = Date.from(Instant.parse("1970-01-01T06:04:16.123Z"));
    Date day = Date.from(Instant.parse("2026-11-22T00:00:00Z"));
    return Stream.of(
        Arguments.of(null, "7", SEVEN),
        Arguments.of(Schema.INT8_SCHEMA, (byte) 7, SEVEN),
        Arguments.of(Schema.INT16_SCHEMA, (short) 7, SEVEN),
        Arguments.of(Schema.INT32_SCHEMA, 7, SEVEN),
        Arguments.of(Schema.INT64_SCHEMA, 7L, SEVEN),
        Arguments.of(Schema.FLOAT32_SCHEMA, 7f, SEVEN),
        Arguments.of(Schema.FLOAT64_SCHEMA, 7d, SEVEN),
        Arguments.of(Decimal.schema(2), new BigDecimal("7.00"), SEVEN),
        Arguments.of(null, BigInteger.valueOf(7), SEVEN),
        Arguments.of(Schema.BYTES_SCHEMA, new byte[] {'7'}, SEVEN),
        Arguments.of(
            Schema.BYTES_SCHEMA,
            ByteBuffer.wrap(" 7 ".getBytes(StandardCharsets.UTF_8), 1, 1),
            SEVEN),
        Arguments.of(null, -0.0, "cfcd208495d565ef66e7dff9f98764da"),
        Arguments.of(null, 0.1, "cb5ae17636e975f9bf71ddf5bc542075"),
        Arguments.of(null, 0.1f, "cb5ae17636e975f9bf71ddf5bc542075"),
        Arguments.of(null, new BigDecimal("-12.50"), "8994fe151ca0701bdae4184bf406d875"),
        Arguments.of(Schema.BOOLEAN_SCHEMA, true, "b326b5062b2f0e69046810717534cb09"),
        Arguments.of(null, time, TIMESTAMP),
        Arguments.of(Timestamp.SCHEMA, time, TIMESTAMP),
        Arguments.of(
            org.apache.kafka.connect.data.Date.SCHEMA, day, "d6d267009e3689204a37cc699b652d32"),
        Arguments.of(Time.SCHEMA, clock, "337ae6ab252e7cc655ff65cb2f3c83cc"));
  }

  @ParameterizedTest
  @MethodSource
  void oneTextForEachValue(@Nullable Schema schema, Object value, String digest) {
    SourceRecord hashed = hash(Map.of("algorithm", "md5"), schema, value);
    assertThat(hashed.value()).isEqualTo(digest);
    assertThat(hashed.valueSchema()).isEqualTo(schema == null ? null : Schema.STRING_SCHEMA);
  }

  @Test
  void hugeExponentsCostNothing() {
    assertThat(hash(Map.of(), new BigDecimal("1E+2000000000"))).asString().hasSize(64);
    assertThat(hash(Map.of(), Double.MIN_VALUE)).asString().hasSize(64);
    assertThat(hash(Map.of(), Double.NaN)).asString().hasSize(64);
  }

  @Test
  void optionalityDocumentationAndDefaultAreKept() {
    Schema email = SchemaBuilder.string().doc("how to write").optional().build();
    Schema age = SchemaBuilder.int32().optional().defaultValue(7).build();
    Schema schema = SchemaBuilder.struct().field("email", email).field("age", age).build();
    SourceRecord hashed =
        hash(Map.of("fields", "email,age", "algorithm", "md5"), schema, new Struct(schema));
    Struct value = (Struct) hashed.value();
    assertThat(value.getWithoutDefault("email")).isNull();
    assertThat(value.getWithoutDefault("age")).isNull();
    assertThat(value.get("age")).isEqualTo(SEVEN);
    assertThat(hashed.valueSchema().field("email").schema()).isEqualTo(email);
    ConnectSchema.validateValue(hashed.valueSchema(), value);
  }

  @Test
  void wholeValuesKeepOneSchemaWhetherNullOrNot() {
    SourceRecord some = hash(Map.of(), Schema.OPTIONAL_INT32_SCHEMA, 7);
    SourceRecord none = hash(Map.of(), Schema.OPTIONAL_INT32_SCHEMA, null);
    assertThat(none.value()).isNull();
    assertThat(none.valueSchema()).isEqualTo(some.valueSchema());
    assertThat(hash(Map.of(), null, null).valueSchema()).isNull();
  }

  @Test
  void whatCannotBeHashedIsRefusedWithoutShowingIt() {
    refuses(Map.of("fields", "f"), "my secret", "java.lang.String");
    refuses(Map.of("fields", "f"), Map.of("f", List.of("secret")), "'f'");
    refuses(Map.of("fields", "f"), Map.of("f", Map.of("g", "secret")), "'f'");
    refuses(Map.of(), Map.of("f", "secret"), "no fields");
    refuses(Map.of("fields", "f"), Map.of("f", BigInteger.TEN.pow(1_001)), "'f'");
    refuses(Map.of("fields", "f"), Map.of("f", new BigDecimal(BigInteger.TEN.pow(1_001))), "'f'");
  }

  @Test
  void containersOfASchemaAreRefused() {
    Schema schema =
        SchemaBuilder.struct().field("f", SchemaBuilder.array(Schema.STRING_SCHEMA)).build();
    Struct value = new Struct(schema).put("f", List.of("secret"));
    assertThatThrownBy(() -> hash(Map.of("fields", "f"), schema, value))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'f', which is a ARRAY");
    assertThat(hash(Map.of("fields", "f[*]", "algorithm", "md5"), schema, value).value())
        .extracting(struct -> ((Struct) struct).getArray("f").get(0))
        .asString()
        .hasSize(32);
  }

  private static void refuses(Map<String, String> config, Object value, String reason) {
    assertThatThrownBy(() -> hash(config, value))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret");
  }
}
