package io.acequia.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The one table that a benchmark prints: aligned text that is Markdown too. */
final class ResultTable {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  ResultTable(String... header) {
    this.header = List.of(header);
  }

  void row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + header.size() + " columns: " + Arrays.toString(cells));
    }
    rows.add(List.of(cells));
  }

  void printTo(PrintStream out) {
    int[] widths = header.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    out.println(line(header, widths));
    out.println(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
    rows.forEach(row -> out.println(line(row, widths)));
  }

  /** The first column reads from the left, figures from the right. */
  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - cells.get(column).length());
      String cell = cells.get(column);
      line.append(' ').append(column == 0 ? cell + padding : padding + cell).append(" |");
    }
    return line.toString();
  }
}
