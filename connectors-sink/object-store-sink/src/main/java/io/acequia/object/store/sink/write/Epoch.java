package io.acequia.object.store.sink.write;

import io.acequia.commons.budget.ByteBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * The files that are open for one partition, from its first offset on. A path has several where
 * records of schemas that do not fit into one file come in turn: each has its own, and none ends
 * because of the other.
 */
final class Epoch {
  private final long from;
  private final long begunAt;
  private final long firstTime;
  private final ByteBudget budget;
  private final Map<String, List<OpenFile>> files = new HashMap<>();
  private final List<OpenFile> all = new ArrayList<>();
  private long next;
  private long held;
  private long relievedAt;
  private long records;

  Epoch(long from, long begunAt, long firstTime, ByteBudget budget) {
    this.from = from;
    this.next = from;
    this.begunAt = begunAt;
    this.firstTime = firstTime;
    this.budget = budget;
  }

  /**
   * Adds a record.
   *
   * @return the file that it went into
   * @throws org.apache.kafka.connect.errors.DataException if the record is at fault, and nowhere
   */
  OpenFile add(String path, SchemaAndValue value, long estimate, Supplier<OpenFile> opener)
      throws IOException {
    List<OpenFile> lanes = files.get(path);
    OpenFile file = lanes == null ? null : lane(lanes, value.schema());
    boolean fresh = file == null;
    if (file == null) {
      file = opener.get();
    }
    long before = fresh ? 0 : file.held();
    file.write(value.schema(), value.value(), estimate);
    if (fresh) {
      files.computeIfAbsent(path, p -> new ArrayList<>(1)).add(file);
      all.add(file);
    }
    hold(file.held() - before);
    records++;
    return file;
  }

  private static @Nullable OpenFile lane(List<OpenFile> lanes, @Nullable Schema schema) {
    // The last one first: it is the newest schema's.
    for (int i = lanes.size() - 1; i >= 0; i--) {
      if (lanes.get(i).takes(schema)) {
        return lanes.get(i);
      }
    }
    return null;
  }

  private void hold(long change) {
    held += change;
    if (change > 0) {
      budget.acquire(change);
    } else if (change < 0) {
      budget.release(-change);
    }
  }

  /** Uploads what is enough for a part already, if there is more than at the last time. */
  void relieve(int minPartBytes) {
    if (held < relievedAt + minPartBytes) {
      return;
    }
    for (OpenFile file : all) {
      long before = file.held();
      file.relieve(minPartBytes);
      hold(file.held() - before);
    }
    relievedAt = held;
  }

  /** Ends all files; what is left of them waits for being uploaded. */
  List<FileUpload> finish() throws IOException {
    List<FileUpload> uploads = new ArrayList<>(all.size());
    for (OpenFile file : all) {
      file.finish();
      uploads.add(file.upload());
    }
    hold(-held);
    return uploads;
  }

  /** Gives all files up. */
  void abort() {
    all.forEach(file -> file.upload().abort());
    hold(-held);
  }

  Collection<OpenFile> files() {
    return all;
  }

  void cover(long offset) {
    next = offset + 1;
  }

  long from() {
    return from;
  }

  /** The offset after the last that this covers. */
  long next() {
    return next;
  }

  long begunAt() {
    return begunAt;
  }

  long firstTime() {
    return firstTime;
  }

  /** The heap that the open files take. */
  long held() {
    return held;
  }

  long records() {
    return records;
  }
}
