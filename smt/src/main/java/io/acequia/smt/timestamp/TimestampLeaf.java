package io.acequia.smt.timestamp;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.Leaf;
import io.acequia.smt.time.TimeReader;
import java.time.ZoneId;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Gives values the type of a {@link TimeTarget}. Documentation, optionality and default are kept,
 * but what may become null becomes optional.
 */
public final class TimestampLeaf implements Leaf {

  private final TimeReader reader;
  private final ZoneId zone;
  private final TimeTarget target;
  private final OnError onError;

  /**
   * @param zone of Connect's dates and times of day, which have none
   */
  public TimestampLeaf(TimeReader reader, ZoneId zone, TimeTarget target, OnError onError) {
    this.reader = reader;
    this.zone = zone;
    this.target = target;
    this.onError = onError;
  }

  @Override
  public Change at(FieldPath path, @Nullable Schema schema) {
    TimeSource source = new TimeSource(schema, reader, zone);
    String name = path.toString();
    if (schema == null) {
      return new Change(null, new TimeConversion(name, source, target::plain, onError));
    }
    if (!TimeSource.canBe(schema)) {
      throw new DataException(
          "TimestampConvert cannot convert '" + name + "', which is a " + schema.type());
    }
    if (onError == OnError.KEEP && !target.accepts(schema)) {
      throw new DataException(
          "TimestampConvert cannot keep what is no time in '"
              + name
              + "', which becomes another type than "
              + schema.type()
              + ": set on.error to fail or null");
    }
    TimeConversion conversion = new TimeConversion(name, source, target::typed, onError);
    return new Change(converted(schema, conversion), conversion);
  }

  private Schema converted(Schema schema, TimeConversion conversion) {
    SchemaBuilder builder = target.schema().doc(schema.doc());
    if (schema.isOptional() || onError == OnError.NULL) {
      builder.optional();
    }
    Object fallback = conversion.apply(schema.defaultValue());
    if (fallback != null) {
      builder.defaultValue(fallback);
    }
    return builder.build();
  }
}
