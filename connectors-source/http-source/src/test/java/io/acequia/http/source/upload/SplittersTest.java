package io.acequia.http.source.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.http.source.answer.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies are cut wherever the network likes: every cut gives the same lines. */
class SplittersTest {

  private static final class Seen implements Lines {
    private final List<String> seen = new ArrayList<>();

    @Override
    public void line(byte[] json, long number) {
      seen.add(number + ":" + new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void tooLong(long number) {
      seen.add(number + ": too long");
    }

    @Override
    public void bad(Problem problem, long number) {
      seen.add(number + ": bad");
    }

    @Override
    public void unreadable(Problem problem, long number) {
      seen.add(number + ": " + problem.message());
    }
  }

  private interface Factory {
    Splitter into(Seen seen);
  }

  /** What is seen, the same for every way to cut the text in two, and for single bytes. */
  private static List<String> split(String text, Factory factory) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Seen single = new Seen();
    Splitter one = factory.into(single);
    for (byte b : bytes) {
      one.feed(new byte[] {b});
    }
    one.end();
    for (int cut = 0; cut <= bytes.length; cut++) {
      Seen seen = new Seen();
      Splitter splitter = factory.into(seen);
      splitter.feed(Arrays.copyOf(bytes, cut));
      splitter.feed(Arrays.copyOfRange(bytes, cut, bytes.length));
      splitter.end();
      assertThat(seen.seen).as("cut at %d", cut).isEqualTo(single.seen);
    }
    return single.seen;
  }

  @Test
  void cutsLines() {
    assertThat(split("a\r\n\nb€\n12345678\n123456789\r\nc", seen -> new LineSplitter(8, seen)))
        .containsExactly("1:a", "3:b€", "4:12345678", "5: too long", "6:c");
  }

  @Test
  void cutsRowsOfCsv() {
    String csv =
        "event_type,x,y\r\nt,\"a,\"\"b\"\"\r\n\",\n\nt,1,2,3\nt,\""
            + "z".repeat(60)
            + "\n\",1\nt,é,\"\"";
    assertThat(split(csv, seen -> new CsvSplitter(50, null, seen)))
        .containsExactly(
            "2:{\"event_type\":\"t\",\"data\":{\"x\":\"a,\\\"b\\\"\\r\\n\",\"y\":null}}",
            "5: bad",
            "6: too long",
            "8:{\"event_type\":\"t\",\"data\":{\"x\":\"é\",\"y\":\"\"}}");
  }

  @Test
  void givesRowsTheTypeOfTheForm() {
    assertThat(split("\uFEFFx\n1\n", seen -> new CsvSplitter(50, "flight", seen)))
        .containsExactly("2:{\"event_type\":\"flight\",\"data\":{\"x\":\"1\"}}");
  }

  @Test
  void refusesHeadersThatNameNothingOrTheSameTwice() {
    assertThat(split("a,a\n1,2", seen -> new CsvSplitter(50, null, seen)))
        .containsExactly("1: Two fields have the same name in the first row");
    assertThat(split("a,\n1,2", seen -> new CsvSplitter(50, null, seen)))
        .containsExactly("1: A field has no name in the first row");
  }

  @Test
  void cutsForms() {
    String form =
        "preamble\r\n--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--B \r\n"
            + "content-disposition: form-data; name=f; filename=\"x.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n1\r\n--\r\n--B\r\n"
            + "Content-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--B--\r\nepilogue";
    assertThat(split(form, SplittersTest::form))
        .containsExactly(
            "1:PartHead[name=a, fileName=null, contentType=null]",
            "1:value",
            "1:PartHead[name=f, fileName=x.csv, contentType=text/csv]",
            "1:1\r\n--",
            "1:PartHead[name=empty, fileName=null, contentType=null]",
            "1:");
  }

  @Test
  void tellsOfFormsThatBreakOff() {
    assertThat(split("--B\r\n\r\nx", SplittersTest::form))
        .last()
        .asString()
        .contains("last boundary");
  }

  private static Splitter form(Seen seen) {
    return new MultipartSplitter(
        "B",
        new Parts() {
          @Override
          public Splitter begin(PartHead head) {
            seen.seen.add("1:" + head);
            return new FieldValue() {
              @Override
              public void end() {
                seen.seen.add("1:" + this);
              }
            };
          }

          @Override
          public void broken(String why) {
            seen.seen.add(why);
          }
        });
  }
}
