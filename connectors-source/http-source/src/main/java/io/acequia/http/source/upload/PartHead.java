package io.acequia.http.source.upload;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a part of a form, as far as they matter.
 *
 * @param name of the form's field
 * @param fileName {@code null} if the part is no file
 * @param contentType {@code null} if the part does not say
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
public record PartHead(String name, @Nullable String fileName, @Nullable String contentType) {

  private static final Pattern NAME = Pattern.compile("[; ]name=(\"([^\"]*)\"|[^;\\s]+)");
  private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=(\"([^\"]*)\"|[^;\\s]+)");

  static PartHead parse(String text) {
    String name = "";
    String fileName = null;
    String contentType = null;
    for (String line : text.split("\r\n", -1)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-disposition:")) {
        String found = parameter(NAME, line);
        name = found == null ? "" : found;
        fileName = parameter(FILE_NAME, line);
      } else if (lower.startsWith("content-type:")) {
        contentType = line.substring("content-type:".length()).strip();
      }
    }
    return new PartHead(name, fileName, contentType);
  }

  private static @Nullable String parameter(Pattern pattern, String line) {
    Matcher found = pattern.matcher(line);
    if (!found.find()) {
      return null;
    }
    return found.group(2) == null ? found.group(1) : found.group(2);
  }
}
