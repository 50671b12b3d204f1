package io.acequia.object.store.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.commons.config.RetryOptions;
import io.acequia.commons.error.Disposition;
import io.acequia.object.store.ObjectStoreException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StorePatienceTest {
  private final AtomicLong clock = new AtomicLong();
  private final StorePatience patience =
      new StorePatience(
          new RetryOptions(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMinutes(5)),
          clock::get);

  @Test
  void waitsAsLongAsTheStoreAsksTo() {
    patience.failed(throttled(Duration.ofSeconds(60)));
    clock.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(patience.waits()).isTrue();
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(patience.waits()).isFalse();
  }

  @Test
  void waitsForItsOwnTimeWhereTheStoreSaysNothing() {
    patience.failed(throttled(null));
    clock.addAndGet(Duration.ofMillis(50).toNanos());
    assertThat(patience.waits()).isFalse();
  }

  @Test
  void givesUpOnAStoreThatFailsForTooLongOrForGood() {
    patience.failed(throttled(null));
    clock.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThatThrownBy(() -> patience.failed(throttled(null)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("slow down");
    patience.succeeded();
    assertThatThrownBy(
            () ->
                patience.failed(
                    new ObjectStoreException("no such bucket", Disposition.FAIL, 404, null)))
        .isInstanceOf(ConnectException.class);
  }

  private static ObjectStoreException throttled(@Nullable Duration retryAfter) {
    return new ObjectStoreException("slow down", Disposition.RETRY, 429, retryAfter, null);
  }
}
