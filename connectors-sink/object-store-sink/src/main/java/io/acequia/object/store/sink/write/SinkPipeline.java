package io.acequia.object.store.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.budget.RecordSize;
import io.acequia.commons.error.ErrantRecords;
import io.acequia.object.store.NoSuchUploadException;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.sink.mapping.Envelope;
import io.acequia.object.store.sink.mapping.RecordToValue;
import io.acequia.object.store.sink.mapping.Tombstones;
import io.acequia.object.store.sink.offset.EpochIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's way into the store: a writer for each partition, one byte budget for all of them. Called
 * by the task's thread only, which it never blocks but where a method says so.
 */
public final class SinkPipeline {
  private static final Logger log = LoggerFactory.getLogger(SinkPipeline.class);

  private final WriteOptions options;
  private final ObjectStore store;
  private final Uploader uploader;
  private final @Nullable EpochIndex index;
  private final String run;
  private final ErrantRecords errant;
  private final ByteBudget budget;
  private final SinkMetrics metrics;
  private final FileOpener opener;
  private final Leftovers leftovers;
  private final Envelope envelope = new Envelope();
  private final Map<TopicPartition, PartitionWriter> writers = new HashMap<>();
  private final Map<TopicPartition, CompletableFuture<Start>> restoring = new HashMap<>();
  private CompletableFuture<Void> reports = CompletableFuture.completedFuture(null);

  /** Where a partition begins: as the index says, or at an offset; with neither, as Kafka says. */
  private record Start(EpochIndex.@Nullable Found found, long offset) {
    @Nullable Long next() {
      return found != null ? (Long) found.entry().next() : offset < 0 ? null : (Long) offset;
    }
  }

  /** Learns what concerns the task's partitions. */
  public interface Listener {
    /** The partition begins at this offset; {@code null} where Kafka says. */
    void begins(TopicPartition partition, @Nullable Long offset);

    /** The partition was given up, and is restored anew. */
    void restarted(TopicPartition partition);
  }

  /**
   * @param index {@code null} where none is kept
   * @param run a name that no other task has or had
   */
  public SinkPipeline(
      WriteOptions options,
      ObjectStore store,
      Uploader uploader,
      @Nullable EpochIndex index,
      String run,
      ErrantRecords errant,
      ByteBudget budget,
      SinkMetrics metrics) {
    this.options = options;
    this.store = store;
    this.uploader = uploader;
    this.index = index;
    this.run = run;
    this.errant = errant;
    this.budget = budget;
    this.metrics = metrics;
    this.opener = new FileOpener(options, store, uploader, budget, metrics);
    this.leftovers = new Leftovers(store, options.prefix() + options.path().constantPrefix());
  }

  /** Begins these partitions: frees what a crash left of them, and asks where they go on. */
  public void open(Collection<TopicPartition> partitions) {
    List<TopicPartition> opened = List.copyOf(partitions);
    if (!opened.isEmpty()) {
      CompletableFuture<Integer> swept = sweep(opened);
      opened.forEach(partition -> begin(partition, swept, -1));
    }
  }

  private CompletableFuture<Integer> sweep(Collection<TopicPartition> partitions) {
    return uploader.call("looking for unfinished uploads", () -> leftovers.abort(partitions));
  }

  /** Nothing is uploaded before the sweep is over, which would take it for a leftover. */
  private void begin(TopicPartition partition, CompletableFuture<Integer> swept, long offset) {
    PartitionLedger ledger = new PartitionLedger(partition, index, uploader, run);
    writers.put(
        partition, new PartitionWriter(partition, options, opener, ledger, budget, metrics));
    EpochIndex known = index;
    restoring.put(
        partition,
        known == null
            ? swept.thenApply(count -> new Start(null, offset))
            : swept
                .thenCompose(
                    count -> uploader.call("reading the index", () -> known.read(partition)))
                .thenApply(found -> new Start(found, -1)));
  }

  /** Waits until all partitions have begun, no longer than told. */
  public void awaitBegin(Listener listener, Duration limit) {
    try {
      CompletableFuture.allOf(restoring.values().toArray(CompletableFuture<?>[]::new))
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
      restore(listener);
    } catch (TimeoutException e) {
      log.info("The store does not answer yet: waiting for it before reading anything");
    } catch (ExecutionException e) {
      restore(listener);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds a record, or reports it. */
  public void add(TopicPartition partition, SinkRecord record) {
    PartitionWriter writer = writer(partition);
    long offset = record.originalKafkaOffset();
    if (record.value() == null && options.tombstones() == Tombstones.IGNORE) {
      writer.skip(offset);
      metrics.skipped();
      return;
    }
    try {
      if (record.value() == null && options.tombstones() == Tombstones.REPORT) {
        throw new DataException("the record has no value");
      }
      SchemaAndValue parsed = RecordToValue.of(record);
      long time = options.needsTime() ? options.time().of(record, parsed.value()) : 0;
      String path = options.path().path(record, parsed.value(), time);
      SchemaAndValue content = options.envelope() ? envelope.wrap(record, parsed) : parsed;
      writer.add(offset, path, time, content, RecordSize.of(record));
    } catch (DataException e) {
      errant.report(Map.of(record, e));
      metrics.reported();
      if (reports.isDone()) {
        reports = new CompletableFuture<>();
      }
      writer.skip(offset, reports);
    }
  }

  private PartitionWriter writer(TopicPartition partition) {
    PartitionWriter writer = writers.get(partition);
    if (writer == null) {
      throw new IllegalStateException(partition + " is not open");
    }
    return writer;
  }

  /**
   * Acts on what was done since the last call, and on the time.
   *
   * @throws ConnectException if the task is to fail
   */
  public void process(Listener listener) {
    if (!reports.isDone() && errant.areDurable()) {
      reports.complete(null);
    }
    restore(listener);
    long now = System.nanoTime();
    for (TopicPartition partition : List.copyOf(writers.keySet())) {
      PartitionWriter writer = writer(partition);
      writer.endIfOver(now);
      Throwable problem = writer.settle();
      if (problem instanceof FencedException || problem instanceof NoSuchUploadException) {
        restart(partition, writer, listener, problem);
      } else if (problem != null) {
        throw new ConnectException(
            partition + " cannot be written: " + problem.getMessage(), problem);
      }
    }
  }

  private void restore(Listener listener) {
    for (TopicPartition partition : List.copyOf(restoring.keySet())) {
      CompletableFuture<Start> asked = restoring.get(partition);
      if (asked == null || !asked.isDone()) {
        continue;
      }
      restoring.remove(partition);
      try {
        Start start = asked.get();
        writer(partition).begin(start.found());
        listener.begins(partition, start.next());
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new ConnectException(
            "the index of " + partition + " cannot be read: " + cause.getMessage(), cause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ConnectException("interrupted", e);
      }
    }
  }

  private void restart(
      TopicPartition partition, PartitionWriter writer, Listener listener, Throwable problem) {
    log.warn("{}: giving up what is open of {}", problem.getMessage(), partition);
    long from = writer.firstWaiting();
    writer.discard();
    begin(partition, sweep(List.of(partition)), from);
    listener.restarted(partition);
  }

  /**
   * Gives memory back when it gets scarce: by uploading parts early, then by ending epochs, the
   * largest first, where they may end at any record.
   *
   * @throws ConnectException if that does not help
   */
  public void relieve() {
    if (!budget.isHigh()) {
      return;
    }
    long open = writers.values().stream().mapToLong(PartitionWriter::held).sum();
    if (open > budget.capacity() / 4) {
      relieve(open);
    }
    boolean stuck = writers.values().stream().noneMatch(PartitionWriter::isCompleting);
    if (stuck && budget.used() > 2 * budget.capacity()) {
      throw new ConnectException(
          "the open files need more than twice objects.buffer.bytes, and none of them may end yet:"
              + " raise it, or lower objects.rotate.bytes");
    }
  }

  private void relieve(long held) {
    long open = held;
    List<PartitionWriter> largest = new ArrayList<>(writers.values());
    largest.sort(Comparator.comparingLong(PartitionWriter::held).reversed());
    for (PartitionWriter writer : largest) {
      if (!options.flexible() || !writer.canEndEarly()) {
        writer.relieve(store.minPartBytes());
      } else if (open > budget.capacity() / 4) {
        open -= writer.held();
        writer.endEarly();
        metrics.endedEarly();
      }
    }
  }

  /** Whether reading more is of no use before something that is under way is done. */
  public boolean isCompleting() {
    return writers.values().stream().anyMatch(PartitionWriter::isCompleting);
  }

  public boolean isIdle() {
    return restoring.isEmpty() && writers.values().stream().allMatch(PartitionWriter::isIdle);
  }

  /**
   * The offsets that may be committed.
   *
   * @param delivered Connect's own, which count where nothing waits to be written
   */
  public Map<TopicPartition, OffsetAndMetadata> committable(
      Map<TopicPartition, OffsetAndMetadata> delivered) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    writers.forEach(
        (partition, writer) -> {
          OffsetAndMetadata read = delivered.get(partition);
          long next = writer.committable(read == null ? -1 : read.offset());
          if (next >= 0) {
            offsets.put(partition, new OffsetAndMetadata(next));
          }
        });
    return offsets;
  }

  /**
   * Waits until what has ended of these partitions is complete, no longer than told.
   *
   * @param open whether what is open ends as well
   */
  public void complete(Collection<TopicPartition> partitions, boolean open, Duration limit) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      PartitionWriter writer = writers.get(partition);
      if (writer != null) {
        if (open) {
          writer.endEarly();
        }
        all.add(writer.completion());
      }
    }
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.info("Not all files could be completed: their records will be delivered again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives up what is open of these partitions, which become another task's. */
  public void drop(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      restoring.remove(partition);
      PartitionWriter writer = writers.remove(partition);
      if (writer != null) {
        writer.discard();
      }
    }
  }

  /** The partitions that are open. */
  public Collection<TopicPartition> partitions() {
    return List.copyOf(writers.keySet());
  }
}
