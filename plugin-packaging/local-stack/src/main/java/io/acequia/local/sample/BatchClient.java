package io.acequia.local.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.commons.retry.RetryAfter;
import io.acequia.local.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Sends one batch to the ingest and sorts its answer. */
public final class BatchClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /** Codes of events in an otherwise accepted batch that are worth another try. */
  private static final Set<String> TRANSIENT =
      Set.of("SERVICE_UNAVAILABLE", "OUTCOME_UNKNOWN", "RATE_LIMIT_EXCEEDED", "INTERNAL_ERROR");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI url;
  private final String apiKey;

  public BatchClient(URI ingest, String apiKey) {
    this.url = ingest.resolve("/v2/ingest/batch");
    this.apiKey = apiKey;
  }

  /**
   * Sends the events; an ingest that is not there asks for another try, as one that is busy does.
   *
   * @throws StackException if no event of any batch would be accepted: a wrong key, a wrong stream
   */
  BatchAnswer send(String stream, List<String> events) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + apiKey)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"stream_id\":\""
                        + stream
                        + "\",\"events\":["
                        + String.join(",", events)
                        + "]}"))
            .build();
    try {
      return sort(http.send(request, BodyHandlers.ofString()), events.size());
    } catch (IOException e) {
      // Not even known whether the events were taken: the same ids make the repetition harmless.
      return all(events.size(), "no answer from " + url.getAuthority(), Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while sending", e);
    }
  }

  static BatchAnswer sort(HttpResponse<String> answer, int events) {
    int status = answer.statusCode();
    if (status == 200) {
      return items(answer.body());
    }
    if (status == 429 || status >= 500 || status == 408) {
      return all(
          events,
          "the ingest answered " + status,
          answer
              .headers()
              .firstValue("Retry-After")
              .flatMap(header -> RetryAfter.parse(header, Instant.now(), LONGEST_WAIT)));
    }
    throw new StackException("the ingest answered " + status + ": " + answer.body());
  }

  private static BatchAnswer items(String body) {
    int accepted = 0;
    List<Integer> again = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (JsonNode result : parse(body).path("results")) {
      if ("accepted".equals(result.path("status").asText())) {
        accepted++;
      } else if (TRANSIENT.contains(result.path("error").path("code").asText())) {
        again.add(result.path("index").asInt());
      } else {
        refused.add(result.toString());
      }
    }
    Optional<String> reason =
        again.isEmpty() ? Optional.empty() : Optional.of("the ingest took a part of a batch");
    return new BatchAnswer(accepted, again, refused, reason, Optional.empty());
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new StackException("the ingest answered no JSON", e);
    }
  }

  private static BatchAnswer all(int events, String reason, Optional<Duration> wait) {
    return new BatchAnswer(
        0, IntStream.range(0, events).boxed().toList(), List.of(), Optional.of(reason), wait);
  }
}
