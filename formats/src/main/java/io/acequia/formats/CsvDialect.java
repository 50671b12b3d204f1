package io.acequia.formats;

/**
 * How values are separated in a CSV file; by default as RFC 4180 has it.
 *
 * @param delimiter between the values
 * @param quote around values that contain a delimiter, a quote or a line break; doubled inside
 * @param header whether the first line names the columns
 * @param nullText what stands, unquoted, for no value; a value that is this text is quoted
 * @param lineEnd after each line that is written; all of CRLF, LF and CR are read
 */
public record CsvDialect(
    char delimiter, char quote, boolean header, String nullText, String lineEnd) {

  /** Comma, double quote, a header, nothing for no value, CRLF. */
  public static final CsvDialect RFC_4180 = new CsvDialect(',', '"', true, "", "\r\n");
}
