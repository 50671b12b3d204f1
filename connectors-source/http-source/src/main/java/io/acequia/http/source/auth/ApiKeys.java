package io.acequia.http.source.auth;

import io.acequia.http.source.event.Json;
import io.acequia.http.source.limit.RateLimit;
import io.acequia.http.source.route.StreamPatterns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configured keys: a JSON list of {@code {"id": "web", "sha256": "<64 hex digits>",
 * "streams": ["flights", "user-*"], "rate": "1000/minute"}}, the last two optional.
 */
final class ApiKeys {

  private static final int SHA256_DIGITS = 64;
  private static final Set<String> FIELDS = Set.of("id", "sha256", "streams", "rate");

  private ApiKeys() {}

  /**
   * The keys.
   *
   * @throws IllegalArgumentException naming the key and its field; never quoting a hash
   */
  static List<ApiKey> parse(String json) {
    if (!(Json.parse(json) instanceof List<?> list)) {
      throw new IllegalArgumentException("must be a JSON list of keys");
    }
    List<ApiKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException("key " + i + " must be a JSON object");
      }
      ApiKey key = key(map, i);
      if (!ids.add(key.id())) {
        throw new IllegalArgumentException("two keys have the id '" + key.id() + "'");
      }
      keys.add(key);
    }
    return keys;
  }

  private static ApiKey key(Map<?, ?> map, int index) {
    if (!(map.get("id") instanceof String id) || id.isBlank()) {
      throw new IllegalArgumentException("key " + index + " has no 'id'");
    }
    for (Object field : map.keySet()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException("key '" + id + "' has an unknown field '" + field + "'");
      }
    }
    return new ApiKey(
        id,
        hash(map.get("sha256"), id),
        streams(map.get("streams"), id),
        rate(map.get("rate"), id));
  }

  private static byte[] hash(@Nullable Object value, String id) {
    if (value instanceof String hex && hex.length() == SHA256_DIGITS) {
      try {
        return HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        // Falls through to the message that does not quote what was given.
      }
    }
    throw new IllegalArgumentException(
        "key '" + id + "' must have 'sha256', 64 hexadecimal digits: printf %s KEY | sha256sum");
  }

  private static StreamPatterns streams(@Nullable Object value, String id) {
    if (value == null) {
      return new StreamPatterns(List.of("*"));
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return new StreamPatterns(list.stream().map(String.class::cast).toList());
    }
    throw new IllegalArgumentException("'streams' of key '" + id + "' must be a list of names");
  }

  private static Optional<RateLimit> rate(@Nullable Object value, String id) {
    if (value == null) {
      return Optional.empty();
    }
    Optional<RateLimit> rate =
        value instanceof String text ? RateLimit.parse(text) : Optional.empty();
    if (rate.isEmpty()) {
      throw new IllegalArgumentException(
          "'rate' of key '" + id + "' must be such as 100/second, 1000/minute or 10000/hour");
    }
    return rate;
  }
}
