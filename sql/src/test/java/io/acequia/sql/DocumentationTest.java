package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.sql.eval.PlainValue;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.json.JsonReader;
import io.acequia.sql.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of {@code docs/sql.md}. */
class DocumentationTest {

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+ ?\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern EXAMPLE = Pattern.compile("(.+?)\\s+-- (error: )?(.+)");
  private static final FunctionTable FUNCTIONS = FunctionTable.of(List.of(new Celsius()));

  static Stream<Arguments> expressions() throws IOException {
    List<Arguments> examples = new ArrayList<>();
    for (Block block : blocks()) {
      if (block.kind.equals("sql")) {
        block.text.lines().forEach(line -> examples.add(example(line)));
      }
    }
    assertThat(examples).hasSizeGreaterThan(50);
    return examples.stream();
  }

  private static Arguments example(String line) {
    Matcher matcher = EXAMPLE.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return Arguments.of(matcher.group(1), matcher.group(3));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void expressionsGiveWhatThePageSays(String expression, String result) throws IOException {
    assertThat(evaluate(expression)).isEqualTo(result);
  }

  private static @Nullable String evaluate(String expression) throws IOException {
    try {
      BoundExpression bound = SqlExpression.compile(expression, FUNCTIONS).bind(Shape.map(null));
      Object value = bound.value(SampleRow.of(row()));
      return JsonWriter.write(PlainValue.of(value, bound.type().kind()), null);
    } catch (SqlException | DataException e) {
      return e.getMessage();
    }
  }

  @Test
  void statementsGiveWhatThePageSays() throws IOException {
    List<Block> blocks = blocks();
    int statements = 0;
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).kind.equals("sql statement")) {
        String sql = blocks.get(i).text;
        String after = blocks.get(i + 1).text.strip();
        Object expected = after.equals("dropped") ? null : JsonReader.DEFAULT.read(after);
        SqlStatement statement = SqlStatement.compile(sql, FUNCTIONS);
        Object result = statement.bind(Shape.map(null)).apply(SampleRow.of(row()));
        String ofMap = result == null ? null : JsonWriter.write(result, null);
        assertThat(ofMap)
            .as(sql)
            .isEqualTo(expected == null ? null : JsonWriter.write(expected, null));
        Object ofJson =
            statement.bind(Shape.json(null)).apply(SampleRow.of(JsonWriter.write(row(), null)));
        assertThat(ofJson).as(sql).isEqualTo(result);
        statements++;
      }
    }
    assertThat(statements).isGreaterThan(3);
  }

  @Test
  void theFunctionOfThePageIsTheOneThatIsRun() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/acequia/sql/Celsius.java"));
    assertThat(blocks()).anyMatch(b -> b.kind.equals("java") && source.endsWith(b.text));
  }

  private static Map<?, ?> row() throws IOException {
    for (Block block : blocks()) {
      if (block.kind.equals("json row")) {
        return (Map<?, ?>) JsonReader.DEFAULT.read(block.text);
      }
    }
    throw new AssertionError("the page has no row");
  }

  private record Block(String kind, String text) {}

  private static List<Block> blocks() throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(Path.of("../docs/sql.md")));
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }
}
