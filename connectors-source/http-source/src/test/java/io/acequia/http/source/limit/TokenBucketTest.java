package io.acequia.http.source.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  @Test
  void allowsThePeriodsRequestsAndThenOneByOne() {
    TokenBucket bucket = new TokenBucket(RateLimit.parse("2/minute").orElseThrow(), 0);
    assertThat(bucket.take(0).remaining()).isEqualTo(1);
    assertThat(bucket.take(0).allowed()).isTrue();
    TokenBucket.Taken refused = bucket.take(0);
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.limit()).isEqualTo(2);
    assertThat(refused.untilNext()).isEqualTo(Duration.ofSeconds(30));
    assertThat(refused.untilFull()).isEqualTo(Duration.ofMinutes(1));
    assertThat(bucket.take(Duration.ofSeconds(29).toNanos()).allowed()).isFalse();
    assertThat(bucket.take(Duration.ofSeconds(30).toNanos()).allowed()).isTrue();
  }

  @Test
  void holdsNoMoreThanOnePeriod() {
    TokenBucket bucket = new TokenBucket(RateLimit.parse("3/second").orElseThrow(), 0);
    assertThat(bucket.take(Duration.ofHours(5).toNanos()).remaining()).isEqualTo(2);
  }

  @Test
  void understandsOnlyRates() {
    assertThat(RateLimit.parse("10000/hour")).hasValue(new RateLimit(10_000, Duration.ofHours(1)));
    for (String wrong : new String[] {"", "0/second", "-1/second", "5", "5/day", "5 per second"}) {
      assertThat(RateLimit.parse(wrong)).as(wrong).isEmpty();
    }
  }
}
