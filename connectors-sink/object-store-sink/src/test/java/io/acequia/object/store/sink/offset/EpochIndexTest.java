package io.acequia.object.store.sink.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.file.FileObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochIndexTest {
  private static final TopicPartition P = new TopicPartition("flights", 4);

  @TempDir Path folder;

  private EpochIndex index() {
    return new EpochIndex(new FileObjectStore(folder), "_acequia/me/");
  }

  @Test
  void entryIsReplacedByWhoKnowsItsVersionOnly() throws Exception {
    assertThat(index().read(P)).isNull();
    IndexEntry first = new IndexEntry(0, 10, "a");
    String version = index().replace(P, first, null).orElseThrow();
    assertThat(index().read(P).entry()).isEqualTo(first);
    assertThat(index().replace(P, new IndexEntry(0, 20, "b"), null)).isEmpty();
    IndexEntry second = new IndexEntry(10, IndexEntry.NONE, "a");
    assertThat(index().replace(P, second, version)).isPresent();
    assertThat(index().replace(P, new IndexEntry(10, 30, "b"), version)).isEmpty();
    assertThat(index().read(P).entry()).isEqualTo(second);
  }

  @Test
  void ownEntryWhoseAnswerWasLostIsSuccess() throws Exception {
    IndexEntry entry = new IndexEntry(0, 10, "a");
    String version = index().replace(P, entry, null).orElseThrow();
    assertThat(index().replace(P, entry, null)).contains(version);
  }

  @Test
  void somethingElseInItsPlaceFailsByName() throws Exception {
    Path file = folder.resolve("_acequia/me/flights/4.properties");
    Files.createDirectories(file.getParent());
    for (String content : new String[] {"", "next=x", "next=5\nclaimed=5\nwriter=a", "{}"}) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> index().read(P))
          .isInstanceOf(ObjectStoreException.class)
          .hasMessageContaining("_acequia/me/flights/4.properties is no index");
    }
  }
}
