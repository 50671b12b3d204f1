package io.acequia.elasticsearch.sink.client;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as AWS asks for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class AwsSigner {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 8;
  // The one service that wants the body's hash in a header as well.
  private static final String SERVERLESS = "aoss";

  private final String region;
  private final String service;
  private final String accessKeyId;
  private final byte[] secret;
  private final @Nullable String token;

  AwsSigner(
      String region, String service, String accessKeyId, String secret, @Nullable String token) {
    this.region = region;
    this.service = service;
    this.accessKeyId = accessKeyId;
    this.secret = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    this.token = token;
  }

  /** A digest for {@link #sign}'s last argument. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * The headers to add.
   *
   * @param host as in the header {@code Host}
   * @param target path and query as they are sent
   * @param bodyHash the hash of the body as it is sent, in hexadecimal
   */
  Map<String, String> sign(
      String method, String host, String target, Instant now, String bodyHash) {
    String time = TIME.format(now);
    Map<String, String> headers = new TreeMap<>();
    headers.put("host", host);
    if (service.equals(SERVERLESS)) {
      headers.put("x-amz-content-sha256", bodyHash);
    }
    headers.put("x-amz-date", time);
    if (token != null) {
      headers.put("x-amz-security-token", token);
    }
    String names = String.join(";", headers.keySet());
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    String canonical =
        method
            + '\n'
            + canonicalPath(path)
            + '\n'
            + canonicalQuery(query)
            + '\n'
            + headers.entrySet().stream()
                .map(h -> h.getKey() + ':' + h.getValue().strip() + '\n')
                .collect(Collectors.joining())
            + '\n'
            + names
            + '\n'
            + bodyHash;
    String date = time.substring(0, DATE_LENGTH);
    String scope = date + '/' + region + '/' + service + "/aws4_request";
    String toSign = ALGORITHM + '\n' + time + '\n' + scope + '\n' + hash(canonical);
    byte[] key = hmac(hmac(hmac(hmac(secret, date), region), service), "aws4_request");
    Map<String, String> added = new LinkedHashMap<>(headers);
    added.remove("host");
    added.put(
        "Authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, accessKeyId, scope, names, hex(hmac(key, toSign))));
    return added;
  }

  /** Each segment encoded once more than it was sent, as all services but S3 expect. */
  private static String canonicalPath(String path) {
    return path.isEmpty()
        ? "/"
        : Arrays.stream(path.split("/", -1))
            .map(AwsSigner::encode)
            .collect(Collectors.joining("/"));
  }

  private static String canonicalQuery(String query) {
    if (query.isEmpty()) {
      return "";
    }
    List<String> parameters = new ArrayList<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      parameters.add(encode(decode(name)) + '=' + encode(decode(value)));
    }
    parameters.sort(null);
    return String.join("&", parameters);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** RFC 3986, where only letters, digits, '-', '.', '_' and '~' stay. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String hash(String text) {
    return hex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HmacSHA256", e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
