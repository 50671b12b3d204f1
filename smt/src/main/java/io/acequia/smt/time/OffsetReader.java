package io.acequia.smt.time;

/** The offset from UTC at the end of a text. */
final class OffsetReader {

  /** What is no offset. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int MOST_SECONDS = 18 * 3_600;

  private OffsetReader() {}

  /**
   * Reads {@code Z}, {@code +01}, {@code +0130} or {@code +01:30}.
   *
   * @param end of the text, which the offset must reach
   * @return seconds, or {@link #NONE}
   */
  static int read(String text, int at, int end) {
    if (at >= end) {
      return NONE;
    }
    char sign = text.charAt(at);
    if (sign == 'Z' || sign == 'z') {
      return at + 1 == end ? 0 : NONE;
    }
    if (sign != '+' && sign != '-') {
      return NONE;
    }
    int hours = Numerals.digits(text, at + 1, 2);
    int minutes =
        switch (end - at) {
          case 3 -> 0;
          case 5 -> Numerals.digits(text, at + 3, 2);
          case 6 -> text.charAt(at + 3) == ':' ? Numerals.digits(text, at + 4, 2) : -1;
          default -> -1;
        };
    int seconds = hours * 3_600 + minutes * 60;
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds > MOST_SECONDS) {
      return NONE;
    }
    return sign == '-' ? -seconds : seconds;
  }
}
