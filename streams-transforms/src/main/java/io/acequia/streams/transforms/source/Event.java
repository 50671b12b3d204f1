package io.acequia.streams.transforms.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record of a source says.
 *
 * @param time when it happened, in milliseconds since the epoch; {@link #NO_TIME} if its fields do
 *     not say
 */
public record Event(long time, Map<String, @Nullable Object> fields) {

  public static final long NO_TIME = Long.MIN_VALUE;
}
