package io.acequia.elasticsearch.sink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures of AWS's own test suite for Signature Version 4. */
class AwsSignerTest {
  private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
  private static final String EMPTY = AwsSigner.hex(AwsSigner.digest().digest());

  @ParameterizedTest
  @CsvSource({
    "GET, /, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "POST, /, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    "GET, /?Param2=value2&Param1=value1,"
        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
  })
  void signsAsPublished(String method, String target, String signature) {
    Map<String, String> headers =
        signer("service", null).sign(method, "example.amazonaws.com", target, THEN, EMPTY);
    assertThat(headers)
        .containsEntry("x-amz-date", "20150830T123600Z")
        .containsEntry(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature="
                + signature);
  }

  @Test
  void temporaryKeysAndServerlessCollectionsSignMoreHeaders() {
    Map<String, String> headers =
        signer("aoss", "temporary").sign("POST", "example.aws", "/_bulk", THEN, EMPTY);
    assertThat(headers)
        .containsEntry("x-amz-security-token", "temporary")
        .containsEntry("x-amz-content-sha256", EMPTY)
        .doesNotContainKey("host");
    assertThat(headers.get("Authorization"))
        .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token");
  }

  @Test
  void signatureCoversThePathAndTheBody() {
    assertThat(authorization("/a,b", EMPTY)).isNotEqualTo(authorization("/a%2Cb", EMPTY));
    assertThat(authorization("/a", EMPTY)).isNotEqualTo(authorization("/a", "00"));
  }

  private static String authorization(String target, String hash) {
    return String.valueOf(
        signer("es", null).sign("POST", "example.aws", target, THEN, hash).get("Authorization"));
  }

  private static AwsSigner signer(String service, @org.jspecify.annotations.Nullable String token) {
    return new AwsSigner(
        "us-east-1", service, "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token);
  }
}
