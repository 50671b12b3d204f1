package io.acequia.elasticsearch.sink.client;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tries a configuration on the cluster and says at which stage it fails, and after how long. */
public final class ConnectionCheck {
  private ConnectionCheck() {}

  /** How far one gets on the way into a cluster. */
  public enum Stage {
    NAME,
    CONNECT,
    TLS,
    LOGIN,
    PERMISSION,
    PRODUCT
  }

  /** Where it failed, and a sentence for the user. */
  public record Problem(Stage stage, String message) {}

  /** Returns {@code null} if all is well. */
  public static @Nullable Problem run(ClusterSettings settings) {
    long begin = System.nanoTime();
    Duration limit = settings.connectTimeout().plus(settings.socketTimeout());
    try (ClusterClient client = new ClusterClient(settings)) {
      Identification.of(client).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      Stage stage = stageOf(cause);
      return new Problem(stage, message(stage, begin, cause.getMessage()));
    } catch (TimeoutException e) {
      return new Problem(Stage.CONNECT, message(Stage.CONNECT, begin, "no answer"));
    } catch (IllegalArgumentException e) {
      return new Problem(Stage.TLS, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Problem(Stage.CONNECT, message(Stage.CONNECT, begin, "interrupted"));
    }
  }

  private static String message(Stage stage, long begin, @Nullable String what) {
    return "stage '%s' failed after %d ms: %s"
        .formatted(
            stage.name().toLowerCase(Locale.ROOT),
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
            what);
  }

  static Stage stageOf(@Nullable Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return Stage.NAME;
      }
      if (cause instanceof SSLException) {
        return Stage.TLS;
      }
      if (cause instanceof HttpFailure failure) {
        return switch (failure.status()) {
          case 401, 407 -> Stage.LOGIN;
          case 403 -> Stage.PERMISSION;
          default -> Stage.PRODUCT;
        };
      }
    }
    return Stage.CONNECT;
  }
}
