package io.acequia.smt.time;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * ISO 8601 with the zone's offset: {@code 2026-11-22T06:04:16.123Z}, {@code
 * 2026-11-22T07:04:16+01:00}. The fraction has no, three, six or nine digits, as {@link
 * Instant#toString} has it.
 *
 * <p>By hand because a {@link DateTimeFormatter} does far more for each text.
 */
final class IsoText implements TimeText {

  private final LocalZone zone;

  IsoText(LocalZone zone) {
    this.zone = zone;
  }

  @Override
  public String write(Instant instant) {
    ZoneOffset offset = zone.offset(instant);
    long second = instant.getEpochSecond() + offset.getTotalSeconds();
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, 86_400L));
    if (date.getYear() < 0 || date.getYear() > 9_999) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(offset));
    }
    byte[] text = new byte[29];
    digits(text, 0, 4, date.getYear());
    text[4] = '-';
    digits(text, 5, 2, date.getMonthValue());
    text[7] = '-';
    digits(text, 8, 2, date.getDayOfMonth());
    text[10] = 'T';
    int clock = (int) Math.floorMod(second, 86_400L);
    digits(text, 11, 2, clock / 3_600);
    text[13] = ':';
    digits(text, 14, 2, clock / 60 % 60);
    text[16] = ':';
    digits(text, 17, 2, clock % 60);
    int length = fraction(text, instant.getNano());
    String local = new String(text, 0, length, StandardCharsets.ISO_8859_1);
    return local.concat(offset.getId());
  }

  private static int fraction(byte[] text, int nano) {
    if (nano == 0) {
      return 19;
    }
    text[19] = '.';
    if (nano % 1_000_000 == 0) {
      digits(text, 20, 3, nano / 1_000_000);
      return 23;
    }
    if (nano % 1_000 == 0) {
      digits(text, 20, 6, nano / 1_000);
      return 26;
    }
    digits(text, 20, 9, nano);
    return 29;
  }

  private static void digits(byte[] text, int at, int width, int number) {
    int rest = number;
    for (int i = at + width - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
