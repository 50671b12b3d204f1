package io.acequia.object.store.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path temporary;
  private Folder folder;
  private ObjectStoreSourceTask task = new ObjectStoreSourceTask();

  @BeforeEach
  void openFolder() throws IOException {
    folder = new Folder(Files.createDirectories(temporary.resolve("in")));
  }

  @AfterEach
  void stopTask() {
    task.stop();
  }

  private void restart(String... more) {
    task.stop();
    task = new ObjectStoreSourceTask();
    task.initialize(folder.context());
    task.start(folder.config(more));
  }

  private List<SourceRecord> poll(int count) {
    List<SourceRecord> records = new ArrayList<>();
    Await.until(
        count + " records",
        PATIENCE,
        () -> {
          List<SourceRecord> some = task.poll();
          if (some != null) {
            records.addAll(some);
          }
          return records.size() >= count;
        });
    assertThat(records).hasSize(count);
    return records;
  }

  private static List<Object> numbers(List<SourceRecord> records) {
    List<Object> numbers = new ArrayList<>();
    records.forEach(record -> numbers.add(((Map<?, ?>) record.value()).get("n")));
    return numbers;
  }

  @Test
  void goesOnInTheMiddleOfAnObject() throws IOException {
    folder.write("a/one.jsonl", "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    folder.write("b/two.csv", "n\n4\n5\n");
    folder.write("c/readme.txt", "not for us");
    restart("objects.poll.max.records", "2");
    folder.commit(task, poll(2));
    restart("objects.poll.max.records", "1");
    List<SourceRecord> rest = poll(3);
    assertThat(numbers(rest)).containsExactly(3L, "4", "5");
    // Connect compares partitions as JSON.
    assertThat(rest.get(2).sourcePartition().keySet().toString()).isEqualTo("[store, object]");
    Map<?, ?> last = rest.get(2).sourceOffset();
    assertThat(last.get("record") + " " + last.get("done")).isEqualTo("2 true");
  }

  @Test
  void findsALateObjectAndReadsAChangedOneAnew() throws IOException {
    folder.write("b.jsonl", "{\"n\":1}\n");
    restart();
    folder.commit(task, poll(1));
    folder.write("a.jsonl", "{\"n\":2}\n");
    assertThat(numbers(poll(1))).containsExactly(2L);
    folder.write("b.jsonl", "{\"n\":3}\n{\"n\":4}\n");
    assertThat(numbers(poll(2))).containsExactly(3L, 4L);
  }

  @Test
  void namesObjectAndLineOfABrokenRecordAfterTheRecordsBeforeIt() throws IOException {
    folder.write("x.jsonl", "{\"n\":1}\n{\"n\":\n{\"n\":3}\n");
    restart();
    folder.commit(task, poll(1));
    assertThatThrownBy(() -> task.poll())
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("x.jsonl, line 2: is not JSON at column");
    restart("objects.broken.records", "skip");
    assertThat(numbers(poll(1))).containsExactly(3L);
  }

  @Test
  void movesAnObjectWhenKafkaHasItAndNotBefore() throws Exception {
    folder.write("x.jsonl", "{\"n\":1}\n{\"n\":2}\n");
    restart("objects.after.read", "move", "objects.after.move.prefix", "done/");
    List<SourceRecord> records = poll(2);
    folder.commit(task, records.subList(0, 1));
    task.poll();
    assertThat(folder.path("x.jsonl")).exists();
    folder.commit(task, records.subList(1, 2));
    Await.until(
        "the move",
        PATIENCE,
        () -> {
          task.poll();
          return Files.exists(folder.path("done/x.jsonl"));
        });
    assertThat(folder.path("x.jsonl")).doesNotExist();
  }

  @Test
  void readsLinesAsTheyComeThroughRotationAndTruncation() throws IOException {
    folder.append("app.log", "{\"n\":1}\n{\"n\":2");
    restart("objects.tail.enabled", "true");
    folder.commit(task, poll(1));
    folder.append("app.log", "}\n{\"n\":3}\n");
    List<SourceRecord> more = poll(2);
    assertThat(numbers(more)).containsExactly(2L, 3L);
    folder.commit(task, more.subList(0, 1));
    restart("objects.tail.enabled", "true");
    more = poll(1);
    assertThat(numbers(more)).containsExactly(3L);
    folder.commit(task, more);
    // Rotated: the old file gets a last line, the new one is shorter.
    folder.append("app.log", "{\"n\":4}\n");
    Files.move(folder.path("app.log"), folder.path("app.log.1"));
    folder.append("app.log", "{\"n\":100}\n");
    List<SourceRecord> both = poll(2);
    assertThat(numbers(both)).containsExactlyInAnyOrder(4L, 100L);
    folder.commit(task, both);
    // Truncated in place.
    folder.write("app.log", "{\"n\":7}\n");
    assertThat(numbers(poll(1))).containsExactly(7L);
  }

  @Test
  void readsAFileWholeThatOnlyBeginsLikeAnother() throws IOException {
    folder.append("a.log", "{\"n\":0}\n{\"n\":1}\n");
    restart("objects.tail.enabled", "true");
    folder.commit(task, poll(2));
    // Told apart by their first line neither here nor by the first 256 bytes of longer ones.
    folder.append("b.log", "{\"n\":0}\n{\"n\":2}\n{\"n\":3}\n");
    List<SourceRecord> records = poll(3);
    assertThat(numbers(records)).containsExactly(0L, 2L, 3L);
    folder.commit(task, records);
    folder.append("c.log", "{\"n\":0}\n");
    assertThat(numbers(poll(1))).containsExactly(0L);
  }

  @Test
  void readsAFileThatWasCopiedBeforeItIsTruncatedOnce() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      lines.append("{\"n\":").append(i).append("}\n");
    }
    folder.append("app.log", lines.toString());
    restart("objects.tail.enabled", "true");
    folder.commit(task, poll(100));
    Files.copy(folder.path("app.log"), folder.path("app.log.1"));
    folder.append("app.log", "{\"n\":100}\n");
    assertThat(numbers(poll(1))).containsExactly(100L);
    folder.write("app.log", "{\"n\":101}\n");
    assertThat(numbers(poll(1))).containsExactly(101L);
  }

  @Test
  void readsAFileAnewThatWasReplacedByALongerOneOfTheSameHead() throws IOException {
    String head = "{\"n\":0,\"head\":\"" + "x".repeat(300) + "\"}\n";
    folder.append("app.log", head + "{\"n\":1}\n");
    restart("objects.tail.enabled", "true");
    folder.commit(task, poll(2));
    folder.write("app.log", head + "{\"n\":2}\n{\"n\":3}\n");
    assertThat(numbers(poll(3))).containsExactly(0L, 2L, 3L);
  }

  @Test
  void readsARenamedFileOnBeforeThereIsAnotherOfItsName() throws IOException {
    folder.append("app.log", "{\"n\":1}\n{\"n\":2}\n");
    restart("objects.tail.enabled", "true");
    folder.commit(task, poll(2));
    folder.append("app.log", "{\"n\":3}\n");
    Files.move(folder.path("app.log"), folder.path("app.log.1"));
    List<SourceRecord> records = poll(1);
    assertThat(numbers(records)).containsExactly(3L);
    folder.commit(task, records);
    folder.append("app.log", "{\"n\":4}\n");
    assertThat(numbers(poll(1))).containsExactly(4L);
  }

  @Test
  void doesNotPassOverABrokenLineOfAGrowingFile() throws IOException {
    folder.append("app.log", "{\"n\":1}\n{\"n\":\n{\"n\":3}\n");
    restart("objects.tail.enabled", "true");
    folder.commit(task, poll(1));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> task.poll()).hasMessageContaining("app.log, after byte 0, line 2:");
    }
    restart("objects.tail.enabled", "true", "objects.broken.records", "skip");
    assertThat(numbers(poll(1))).containsExactly(3L);
  }

  @Test
  void twoTasksReadEachObjectOnce() throws IOException {
    for (int i = 0; i < 30; i++) {
      folder.write("f" + i + ".jsonl", "{\"n\":" + i + "}\n");
    }
    List<Object> all = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      restart("objects.task.id", "" + t, "objects.task.count", "2");
      List<SourceRecord> mine = new ArrayList<>();
      for (int quiet = 0; quiet < 5; ) {
        List<SourceRecord> some = pollOnce();
        quiet = some.isEmpty() ? quiet + 1 : 0;
        mine.addAll(some);
      }
      assertThat(mine).hasSizeBetween(5, 25);
      all.addAll(numbers(mine));
    }
    assertThat(all).hasSize(30).doesNotHaveDuplicates();
  }

  private List<SourceRecord> pollOnce() {
    try {
      List<SourceRecord> some = task.poll();
      return some == null ? List.of() : some;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
