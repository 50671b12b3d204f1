package io.acequia.formats;

/**
 * How values that JSON does not know are written. Bytes are always Base64.
 *
 * @param decimalsAsText decimals as strings instead of numbers with all their digits
 * @param timesAsText dates, times and timestamps in ISO 8601 (UTC) instead of Connect's numbers
 *     (days, milliseconds)
 */
public record JsonStyle(boolean decimalsAsText, boolean timesAsText) {

  /** Decimals are numbers, times are text. */
  public static final JsonStyle PLAIN = new JsonStyle(false, true);
}
