package io.acequia.streams.transforms.plan;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened.
 *
 * @param field the path of the field that says so; null unless the kind is {@link Kind#FIELD}
 * @param formats tried in this order: {@code iso8601}, {@code epoch.s}, {@code epoch.ms}, {@code
 *     epoch.us}, {@code epoch.ns}, or a pattern of {@link java.time.format.DateTimeFormatter}
 * @param zone of times that name none
 */
public record EventTime(Kind kind, @Nullable String field, List<String> formats, ZoneId zone) {

  /** Where event time comes from. */
  public enum Kind {
    /** The record's own timestamp. */
    RECORD,
    /** The clock of the machine that processes the record. */
    PROCESSING,
    /** A field of the value. */
    FIELD
  }

  /** What is tried when a plan names a field and no format. */
  public static final List<String> DEFAULT_FORMATS =
      List.of("epoch.ms", "iso8601", "yyyy-MM-dd HH:mm[:ss]", "yyyy/MM/dd HH:mm[:ss]");

  public static final ZoneId UTC = ZoneId.of("UTC");

  public static final EventTime OF_RECORD = new EventTime(Kind.RECORD, null, List.of(), UTC);

  public EventTime {
    formats = List.copyOf(formats);
  }
}
