package io.acequia.http.source.route;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of streams, {@code *} standing for any characters: {@code flights}, {@code user-*}. */
public final class StreamPatterns implements Predicate<String> {

  private final Set<String> names;
  private final List<Pattern> patterns;

  public StreamPatterns(List<String> allowed) {
    // Asked for every event: a name without a star needs no pattern.
    this.names = allowed.stream().filter(one -> one.indexOf('*') < 0).collect(Collectors.toSet());
    this.patterns =
        allowed.stream().filter(one -> one.indexOf('*') >= 0).map(StreamPatterns::compile).toList();
  }

  @Override
  public boolean test(String stream) {
    if (names.contains(stream)) {
      return true;
    }
    for (Pattern pattern : patterns) {
      if (pattern.matcher(stream).matches()) {
        return true;
      }
    }
    return false;
  }

  private static Pattern compile(String name) {
    // One star after another would only make the match slower.
    String[] literals = name.replaceAll("\\*+", "*").split("\\*", -1);
    return Pattern.compile(
        Arrays.stream(literals).map(Pattern::quote).collect(Collectors.joining(".*")));
  }
}
