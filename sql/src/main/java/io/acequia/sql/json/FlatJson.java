package io.acequia.sql.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields from JSON objects of the commonest kind, several times as fast as a parser can which
 * takes every kind: UTF-8 with texts of printable ASCII without escapes, whole numbers of up to 18
 * digits, {@code true}, {@code false} and {@code null}, nothing nested. Whatever is not clearly
 * such an object, broken ones included, is left to the parser.
 */
final class FlatJson {

  /** Beyond this a parser's start does not matter, and its limits of length might. */
  private static final int MAX_LENGTH = 16 * 1024;

  private static final int MAX_NAMES = 32;
  private static final int MAX_DIGITS = 18;
  private static final int NO_FIELD = -1;

  private byte[][] names = new byte[0][];
  private byte[] json = new byte[0];
  private int at;

  /** Where the last text stands. */
  private int from;

  private int to;

  /** The last whole number. */
  private long number;

  /** A further name; its place in {@link #read}'s values is how many were there before. */
  void add(String name) {
    names = Arrays.copyOf(names, names.length + 1);
    names[names.length - 1] = name.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Puts the values of the fields that have a name here at their places.
   *
   * @return whether this is such an object; if not, any of the values may have been set
   */
  boolean read(byte[] text, @Nullable Object[] values) {
    if (text.length > MAX_LENGTH || names.length > MAX_NAMES) {
      return false;
    }
    json = text;
    at = 0;
    if (next() != '{') {
      return false;
    }
    int c = next();
    if (c == '}') {
      return next() == 0;
    }
    while (c == '"' && text()) {
      int field = field();
      if (next() != ':' || !value(values, field)) {
        return false;
      }
      c = next();
      if (c == '}') {
        return next() == 0;
      }
      if (c != ',') {
        return false;
      }
      c = next();
    }
    return false;
  }

  /** The next character that is not white space, and goes behind it; 0 at the end. */
  private int next() {
    while (at < json.length) {
      int c = json[at++];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c == 0 ? -1 : c;
      }
    }
    return 0;
  }

  /** Goes behind the text whose first quotation mark was read. */
  private boolean text() {
    from = at;
    for (int i = at; i < json.length; i++) {
      byte c = json[i];
      if (c == '"') {
        to = i;
        at = i + 1;
        return true;
      }
      // Bytes of other characters are negative; 127 is left to the parser.
      if (c < ' ' || c == '\\' || c == 127) {
        return false;
      }
    }
    return false;
  }

  private int field() {
    for (int i = 0; i < names.length; i++) {
      byte[] name = names[i];
      if (name.length == to - from && Arrays.equals(name, 0, name.length, json, from, to)) {
        return i;
      }
    }
    return NO_FIELD;
  }

  private boolean value(@Nullable Object[] values, int field) {
    int c = next();
    Object value;
    if (c == '"') {
      if (!text()) {
        return false;
      }
      value =
          field == NO_FIELD ? null : new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      at--;
      if (!number()) {
        return false;
      }
      value = field == NO_FIELD ? null : (Long) number;
    } else if (c == 't') {
      value = true;
      if (!word("rue")) {
        return false;
      }
    } else if (c == 'f') {
      value = false;
      if (!word("alse")) {
        return false;
      }
    } else {
      value = null;
      if (c != 'n' || !word("ull")) {
        return false;
      }
    }
    if (field != NO_FIELD) {
      values[field] = value;
    }
    return true;
  }

  /** Reads a whole number; what follows it is looked at as what follows any value. */
  private boolean number() {
    boolean negative = json[at] == '-';
    int begin = negative ? at + 1 : at;
    int i = begin;
    long sum = 0;
    while (i < json.length && json[i] >= '0' && json[i] <= '9') {
      sum = sum * 10 + (json[i] - '0');
      i++;
      if (i - begin > MAX_DIGITS) {
        return false;
      }
    }
    int digits = i - begin;
    if (digits == 0 || (json[begin] == '0' && (digits > 1 || negative))) {
      return false;
    }
    number = negative ? -sum : sum;
    at = i;
    return true;
  }

  private boolean word(String rest) {
    int end = at + rest.length();
    if (end > json.length) {
      return false;
    }
    for (int i = 0; i < rest.length(); i++) {
      if (json[at + i] != rest.charAt(i)) {
        return false;
      }
    }
    at = end;
    return true;
  }
}
