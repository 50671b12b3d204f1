package io.acequia.jdbc.sink.copy;

import io.acequia.jdbc.sink.schema.Column;
import io.acequia.jdbc.sink.schema.SqlType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The encoder of each type that PostgreSQL has built in, by the type's object identifier. Types
 * without one here (extensions, composites, {@code interval}, {@code inet}) travel as text and are
 * cast by the database: see {@link #text}.
 *
 * @see <a
 *     href="https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat">pg_type.dat</a>
 */
public final class Encoders {
  private Encoders() {}

  /** The encoder of this column's type, or {@code null} if it has to travel as text. */
  public static @Nullable FieldEncoder of(Column column) {
    if (column.isEnum()) {
      return Encoders::text;
    }
    if (column.maxLength() >= 0) {
      return boundedText(column.maxLength());
    }
    FieldEncoder scalar = scalar(column.typeOid());
    return scalar == null ? array(column.typeOid()) : scalar;
  }

  private static @Nullable FieldEncoder scalar(int oid) {
    return switch (oid) {
      case 16 -> Encoders::bool;
      case 17 -> Encoders::bytea;
      case 20 -> Numbers::bigint;
      case 21 -> Numbers::smallint;
      case 23 -> Numbers::integer;
      case 25, 142, 1042, 1043 -> Encoders::text;
      case 114 -> JsonText::write;
      case 700 -> Numbers::real;
      case 701 -> Numbers::doublePrecision;
      case 1082 -> Times::date;
      case 1083 -> Times::time;
      case 1114, 1184 -> Times::timestamp;
      case 1700 -> Numbers::numeric;
      case 2950 -> Encoders::uuid;
      case 3802 -> Encoders::jsonb;
      default -> null;
    };
  }

  private static @Nullable FieldEncoder array(int oid) {
    return switch (oid) {
      case 1000 -> arrayOf(16);
      case 1001 -> arrayOf(17);
      case 1005 -> arrayOf(21);
      case 1007 -> arrayOf(23);
      case 1009 -> arrayOf(25);
      case 1015 -> arrayOf(1043);
      case 1016 -> arrayOf(20);
      case 1021 -> arrayOf(700);
      case 1022 -> arrayOf(701);
      case 1115 -> arrayOf(1114);
      case 1182 -> arrayOf(1082);
      case 1185 -> arrayOf(1184);
      case 1231 -> arrayOf(1700);
      case 2951 -> arrayOf(2950);
      case 3807 -> arrayOf(3802);
      default -> null;
    };
  }

  private static FieldEncoder arrayOf(int elementOid) {
    FieldEncoder element = scalar(elementOid);
    if (element == null) {
      throw new IllegalArgumentException("no element type " + elementOid);
    }
    return (value, out) -> {
      if (!(value instanceof Collection<?> list)) {
        throw ValueMismatch.of(value);
      }
      out.putInt(list.isEmpty() ? 0 : 1);
      out.putInt(list.stream().anyMatch(Objects::isNull) ? 1 : 0);
      out.putInt(elementOid);
      if (list.isEmpty()) {
        return;
      }
      out.putInt(list.size());
      out.putInt(1);
      for (Object item : list) {
        if (item == null) {
          out.putNull();
        } else {
          int begin = out.beginField();
          element.encode(item, out);
          out.endField(begin);
        }
      }
    };
  }

  private static void bool(Object value, CopyBuffer out) {
    if (value instanceof Boolean flag) {
      out.putByte(flag ? 1 : 0);
    } else if (value instanceof String text && text.equalsIgnoreCase("true")) {
      out.putByte(1);
    } else if (value instanceof String text && text.equalsIgnoreCase("false")) {
      out.putByte(0);
    } else {
      throw ValueMismatch.of(value);
    }
  }

  private static void bytea(Object value, CopyBuffer out) {
    if (value instanceof byte[] bytes) {
      out.putBytes(bytes, 0, bytes.length);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      out.putBytes(bytes, 0, bytes.length);
    } else {
      throw ValueMismatch.of(value);
    }
  }

  private static void uuid(Object value, CopyBuffer out) {
    UUID uuid;
    try {
      uuid = value instanceof UUID exact ? exact : UUID.fromString((String) value);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new ValueMismatch("it is no UUID");
    }
    out.putLong(uuid.getMostSignificantBits());
    out.putLong(uuid.getLeastSignificantBits());
  }

  private static void jsonb(Object value, CopyBuffer out) {
    out.putByte(1); // the version of jsonb's binary format
    JsonText.write(value, out);
  }

  /** Any value as text: scalars as PostgreSQL would print them, nested ones as JSON. */
  public static void text(Object value, CopyBuffer out) {
    if (value instanceof String text) {
      out.putUtf8(text);
    } else if (value instanceof Number || value instanceof Boolean || value instanceof UUID) {
      out.putAscii(value.toString());
    } else if (value instanceof Map || value instanceof Struct || value instanceof Collection) {
      JsonText.write(value, out);
    } else if (value instanceof RawJson raw) {
      out.putUtf8(raw.text());
    } else if (value instanceof Date date) {
      out.putAscii(Instant.ofEpochMilli(date.getTime()).atOffset(ZoneOffset.UTC).toString());
    } else if (value instanceof Temporal) {
      out.putAscii(value.toString());
    } else {
      throw ValueMismatch.of(value);
    }
  }

  /** {@code varchar(n)}: checked here, so that a long value does not fail its whole batch. */
  private static FieldEncoder boundedText(int maxLength) {
    return (value, out) -> {
      int begin = out.size();
      text(value, out);
      int bytes = out.size() - begin;
      if (bytes > maxLength && characters(out, begin) > maxLength) {
        throw new ValueMismatch(
            "the text has more than " + maxLength + " characters", SqlType.TEXT);
      }
    };
  }

  private static int characters(CopyBuffer out, int begin) {
    int count = 0;
    for (int i = begin; i < out.size(); i++) {
      if ((out.bytes()[i] & 0xC0) != 0x80) {
        count++;
      }
    }
    return count;
  }
}
