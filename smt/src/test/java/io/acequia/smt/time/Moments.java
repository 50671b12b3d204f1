package io.acequia.smt.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random moments and texts. */
final class Moments {

  private static final long FIRST = LocalDateTime.of(0, 1, 2, 0, 0).toEpochSecond(ZoneOffset.UTC);
  private static final long LAST =
      LocalDateTime.of(9999, 12, 30, 0, 0).toEpochSecond(ZoneOffset.UTC);

  private Moments() {}

  /** From the years 0 to 9999, to the second, the milli-, micro- or nanosecond. */
  static Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(FIRST, LAST),
            Arbitraries.integers().between(0, 999_999_999),
            Arbitraries.of(1_000_000_000, 1_000_000, 1_000, 1))
        .as((second, nano, step) -> Instant.ofEpochSecond(second, nano - nano % step))
        .withoutEdgeCases();
  }

  /** The text with one character changed, or cut off somewhere. */
  static Arbitrary<String> damaged(String text) {
    Arbitrary<Character> others = Arbitraries.chars().with("0123456789-+:.,TtZz []x");
    return Combinators.combine(
            Arbitraries.integers().between(0, text.length() - 1), others, Arbitraries.of(0, 1, 2))
        .as(Tuple::of)
        .map(
            how -> {
              String head = text.substring(0, how.get1());
              return switch (how.get3()) {
                case 0 -> head;
                case 1 -> head + how.get2() + text.substring(how.get1());
                default -> head + how.get2() + text.substring(how.get1() + 1);
              };
            })
        .withoutEdgeCases();
  }
}
