package io.acequia.streams.transforms.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateSlotTest {

  @TempDir Path parent;

  @Test
  void twoNeverShareAndOneThatComesBackFindsItsOwn() {
    StateSlot first = StateSlot.acquire(parent);
    StateSlot second = StateSlot.acquire(parent);
    assertThat(first.folder()).isNotEqualTo(second.folder());
    first.close();
    try (StateSlot again = StateSlot.acquire(parent)) {
      assertThat(again.folder()).isEqualTo(first.folder());
    }
    second.close();
  }

  @Test
  void stateIsKeptForItsGenerationAndEmptiedForAnother() throws Exception {
    try (StateSlot slot = StateSlot.acquire(parent)) {
      slot.prepare("one");
      Path state = slot.folder().resolve("app/0_0/rocksdb/000001.sst");
      Files.createDirectories(state.getParent());
      Files.writeString(state, "state");
      slot.prepare("one");
      assertThat(state).exists();
      slot.prepare("two");
      assertThat(slot.folder().resolve("app")).doesNotExist();
      try (StateSlot other = StateSlot.acquire(parent)) {
        assertThat(other.folder()).as("the lock outlives the emptying").isNotEqualTo(slot.folder());
      }
    }
  }
}
