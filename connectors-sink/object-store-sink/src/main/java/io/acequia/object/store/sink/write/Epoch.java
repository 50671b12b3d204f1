package io.acequia.object.store.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.formats.WiderRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.SchemaAndValue;

/**
 * The files that are open for one partition, from its first offset on. A path has several where
 * records of schemas that do not fit into one file come in turn: each has its own, and none ends
 * because of the other. The same is done with records without schema that do not fit into what the
 * first ones of a file told: the next file's are looked at anew.
 */
final class Epoch {
  /** So many files of a path have schemas that values told: one that fits none is at fault then. */
  private static final int MOST_INFERRED = 8;

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
    List<OpenFile> lanes = files.getOrDefault(path, List.of());
    WiderRecordException refused = null;
    // The last one first: it is the newest schema's.
    for (int i = lanes.size() - 1; i >= 0; i--) {
      OpenFile lane = lanes.get(i);
      if (lane.takes(value.schema())) {
        long before = lane.held();
        try {
          lane.write(value.schema(), value.value(), estimate);
          return added(lane, before);
        } catch (WiderRecordException e) {
          // Without a schema only the value tells that it is none of this file's.
          refused = refused == null ? e : refused;
        }
      }
    }
    if (refused != null && lanes.size() >= MOST_INFERRED) {
      throw refused;
    }
    OpenFile fresh = opener.get();
    fresh.write(value.schema(), value.value(), estimate);
    files.computeIfAbsent(path, p -> new ArrayList<>(1)).add(fresh);
    all.add(fresh);
    return added(fresh, 0);
  }

  private OpenFile added(OpenFile file, long before) {
    hold(file.held() - before);
    records++;
    return file;
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
