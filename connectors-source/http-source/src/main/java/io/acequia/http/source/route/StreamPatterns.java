package io.acequia.http.source.route;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of streams, {@code *} standing for any characters: {@code flights}, {@code user-*}. */
public final class StreamPatterns implements Predicate<String> {

  private final List<Pattern> patterns;

  public StreamPatterns(List<String> names) {
    this.patterns = names.stream().map(StreamPatterns::compile).toList();
  }

  @Override
  public boolean test(String stream) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(stream).matches()) {
        return true;
      }
    }
    return false;
  }

  private static Pattern compile(String name) {
    // One star after another would only make the match slower.
    String[] literals = name.strip().replaceAll("\\*+", "*").split("\\*", -1);
    return Pattern.compile(
        Arrays.stream(literals).map(Pattern::quote).collect(Collectors.joining(".*")));
  }
}
