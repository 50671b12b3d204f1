package io.acequia.object.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.commons.error.Disposition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store does. Not a suite of the testkit: only this module has stores. */
public abstract class ObjectStoreRules {
  private static final String TYPE = "text/plain";

  /** Of this test alone: a store may be shared. */
  private final String folder = "rules/" + UUID.randomUUID() + "/";

  protected abstract ObjectStore store();

  @Test
  void readsRangesOfWhatWasWritten() throws Exception {
    String version = put("a", "0123456789", Condition.any()).orElseThrow();
    assertThat(read("a", 0, -1, null)).isEqualTo("0123456789");
    assertThat(read("a", 0, 4, null)).isEqualTo("0123");
    assertThat(read("a", 7, -1, version)).isEqualTo("789");
    assertThat(read("a", 8, 100, version)).isEqualTo("89");
    assertThat(read("a", 3, 0, null)).isEmpty();
    assertThat(read("a", 10, 5, null)).isEmpty();
    assertThat(store().head(folder + "a"))
        .hasValueSatisfying(
            found -> {
              assertThat(found.size()).isEqualTo(10);
              assertThat(found.version()).isEqualTo(version);
            });
  }

  @Test
  void tellsThatAnObjectIsMissingOrHasChanged() throws Exception {
    assertThat(store().head(folder + "a")).isEmpty();
    assertThatThrownBy(() -> read("a", 0, -1, null)).isInstanceOf(ObjectChangedException.class);
    String first = put("a", "one", Condition.any()).orElseThrow();
    put("a", "two!", Condition.any());
    assertThatThrownBy(() -> read("a", 0, -1, first)).isInstanceOf(ObjectChangedException.class);
  }

  @Test
  void writesOnlyIfTheConditionHolds() throws Exception {
    String first = put("a", "one", Condition.absent()).orElseThrow();
    assertThat(put("a", "two", Condition.absent())).isEmpty();
    assertThat(read("a", 0, -1, null)).isEqualTo("one");
    String second = put("a", "three", Condition.unchanged(first)).orElseThrow();
    assertThat(second).isNotEqualTo(first);
    assertThat(put("a", "four", Condition.unchanged(first))).isEmpty();
    assertThat(read("a", 0, -1, null)).isEqualTo("three");
    assertThat(put("missing", "x", Condition.unchanged(first))).isEmpty();
  }

  @Test
  void objectIsNotThereUntilItsUploadIsComplete() throws Exception {
    String key = folder + "deep/a b+c~é.txt";
    Upload upload = store().begin(key, TYPE);
    String last = store().uploadPart(upload, 2, bytes("tail"));
    String body = "x".repeat(store().minPartBytes());
    String first = store().uploadPart(upload, 1, bytes(body));
    assertThat(store().head(key)).isEmpty();
    assertThat(unfinished()).containsExactly(upload);
    assertThat(store().complete(upload, List.of(first, last), Condition.absent())).isPresent();
    assertThat(unfinished()).isEmpty();
    assertThat(store().head(key))
        .hasValueSatisfying(found -> assertThat(found.size()).isEqualTo(body.length() + 4));
    assertThat(keys("", "")).containsExactly(key);
  }

  @Test
  void uploadMeetsAnObjectThatIsThere() throws Exception {
    put("a", "first", Condition.any());
    Upload upload = store().begin(folder + "a", TYPE);
    String part = store().uploadPart(upload, 1, bytes("second"));
    assertThat(store().complete(upload, List.of(part), Condition.absent())).isEmpty();
    assertThat(read("a", 0, -1, null)).isEqualTo("first");
    store().abort(upload);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void abortedUploadIsGone() throws Exception {
    Upload upload = store().begin(folder + "a", TYPE);
    String part = store().uploadPart(upload, 1, bytes("x"));
    store().abort(upload);
    store().abort(upload);
    assertThatThrownBy(() -> store().complete(upload, List.of(part), Condition.any()))
        .isInstanceOf(NoSuchUploadException.class);
    assertThat(store().head(folder + "a")).isEmpty();
  }

  @Test
  void listsInTheOrderOfTheKeysBeyondOnePage() throws Exception {
    for (int i = 0; i < 1_005; i++) {
      put("n/%04d".formatted(i), "x", Condition.any());
    }
    put("n.txt", "x", Condition.any());
    put("z", "x", Condition.any());
    assertThat(keys("n/", "")).hasSize(1_005).isSorted();
    assertThat(keys("n", "")).startsWith(folder + "n.txt", folder + "n/0000");
    assertThat(keys("n/", "n/1001"))
        .containsExactly(folder + "n/1002", folder + "n/1003", folder + "n/1004");
    assertThat(keys("nothing", "")).isEmpty();
  }

  @Test
  void copiesAndDeletes() throws Exception {
    put("a b", "text", Condition.any());
    store().copy(folder + "a b", folder + "done/a");
    store().delete(folder + "a b");
    store().delete(folder + "a b");
    assertThat(keys("", "")).containsExactly(folder + "done/a");
    assertThat(read("done/a", 0, -1, null)).isEqualTo("text");
    assertThatThrownBy(() -> store().copy(folder + "a b", folder + "c"))
        .isInstanceOf(ObjectChangedException.class);
  }

  @Test
  void repeatedCallsSendTheSameBytes() throws Exception {
    ByteBuffer content = ByteBuffer.wrap(new byte[] {9, 9, 'a', 'b', 9}, 2, 2).slice();
    store().put(folder + "a", content, TYPE, Condition.any());
    store().put(folder + "a", content, TYPE, Condition.any());
    assertThat(read("a", 0, -1, null)).isEqualTo("ab");
  }

  @Test
  void checkPasses() throws Exception {
    store().check();
    assertThat(store().location()).endsWith("/");
  }

  /** That a key of somebody's data stays where it belongs. */
  protected void assertRefused(String key) {
    assertThatThrownBy(() -> store().put(key, bytes("x"), TYPE, Condition.any()))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.disposition()).isEqualTo(Disposition.REPORT));
  }

  private Optional<String> put(String name, String text, Condition condition)
      throws ObjectStoreException {
    return store().put(folder + name, bytes(text), TYPE, condition);
  }

  private String read(String name, long offset, long length, String version) throws IOException {
    try (InputStream in = store().read(folder + name, offset, length, version)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> keys(String prefix, String after) {
    List<String> keys = new ArrayList<>();
    store()
        .list(folder + prefix, after.isEmpty() ? "" : folder + after)
        .forEach(page -> page.forEach(object -> keys.add(object.key())));
    return keys;
  }

  private List<Upload> unfinished() {
    List<Upload> uploads = new ArrayList<>();
    store().unfinished(folder).forEach(uploads::addAll);
    return uploads;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
