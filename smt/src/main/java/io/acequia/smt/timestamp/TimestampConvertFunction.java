package io.acequia.smt.timestamp;

import io.acequia.smt.time.TimeFormats;
import io.acequia.smt.time.TimeReader;
import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;

/** {@code TIMESTAMP_CONVERT(value, from, to [, zone])}: what the transform does. */
public final class TimestampConvertFunction implements SqlFunction {

  private static final int FIRST_YEAR = 2000;

  @Override
  public String name() {
    return "TIMESTAMP_CONVERT";
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc(
        FunctionDoc.Category.TIME,
        List.of("TIMESTAMP_CONVERT(value, from_format, to_format [, zone])"),
        "A time in another format. From iso8601, rfc1123, epoch.s, epoch.ms, epoch.us, epoch.ns,"
            + " auto or a java.time pattern, or several of them with | between, tried in order; to"
            + " one of those, or to timestamp, date or time. The zone (UTC) is that of texts that"
            + " name none, and of what is written.",
        List.of(
            "TIMESTAMP_CONVERT('22/11/2026 06:04', 'dd/MM/yyyy HH:mm', 'epoch.ms')",
            "TIMESTAMP_CONVERT(1795327456, 'epoch.s', 'iso8601')",
            "TIMESTAMP_CONVERT(1795327456123, 'epoch.ms', 'yyyy-MM-dd HH:mm', 'Europe/Madrid')"));
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    if (arguments.size() < 3 || arguments.size() > 4) {
      throw new FunctionException(
          "TIMESTAMP_CONVERT takes a value, the format it is in, the format it gets, and perhaps a"
              + " zone");
    }
    SqlType type = arguments.get(0).type();
    Schema schema = type.schema();
    if (schema != null && !TimeSource.canBe(schema)) {
      throw new FunctionException("TIMESTAMP_CONVERT cannot convert " + type);
    }
    TimeFormats formats = new TimeFormats(zone(arguments), Locale.ENGLISH, FIRST_YEAR);
    TimeReader reader = reader(formats, text(arguments, 1, "from_format"));
    TimeTarget target = target(formats, text(arguments, 2, "to_format"));
    TimeSource source = new TimeSource(schema, reader, formats.zone());
    TimeConversion conversion = new TimeConversion(name(), source, target::typed, OnError.FAIL);
    SqlType result = SqlType.of(target.schema().optional().build());
    FunctionCall.Many body = values -> conversion.apply(values[0]);
    return new FunctionCall(result, body, true);
  }

  private static TimeReader reader(TimeFormats formats, String from) {
    try {
      return formats.reader(from);
    } catch (IllegalArgumentException e) {
      throw new FunctionException("the from_format of TIMESTAMP_CONVERT: " + e.getMessage());
    }
  }

  private static TimeTarget target(TimeFormats formats, String to) {
    String name = to.strip().toLowerCase(Locale.ROOT);
    boolean text = !TimeTarget.NAMES.contains(name) || name.equals("text");
    try {
      return TimeTarget.of(text ? "text" : name, to, formats);
    } catch (IllegalArgumentException e) {
      throw new FunctionException("the to_format of TIMESTAMP_CONVERT: " + e.getMessage());
    }
  }

  private static ZoneId zone(List<Argument> arguments) {
    if (arguments.size() < 4) {
      return ZoneId.of("UTC");
    }
    String zone = text(arguments, 3, "zone");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new FunctionException("the zone of TIMESTAMP_CONVERT is unknown: '" + zone + "'");
    }
  }

  private static String text(List<Argument> arguments, int index, String name) {
    Argument argument = arguments.get(index);
    if (!argument.constant() || !(argument.value() instanceof String text)) {
      throw new FunctionException("the " + name + " of TIMESTAMP_CONVERT must be a text literal");
    }
    return text;
  }
}
