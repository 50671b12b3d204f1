package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.junit.jupiter.api.Test;

class SinkTaskContractTest {

  @Test
  void goodSinkPasses() {
    SuiteRun run = SuiteRun.of(Good.class);
    assertThat(run.failed()).isEmpty();
    assertThat(run.succeeded()).isGreaterThan(8);
  }

  @Test
  void sinkThatReportsAnOutageIsFound() {
    assertThat(SuiteRun.of(ReportsOutages.class).failed())
        .containsExactly("outageCommitsNothingAndReportsNothing");
  }

  @Test
  void sinkThatCommitsRenamedTopicsIsFound() {
    assertThat(SuiteRun.of(CommitsRenamed.class).failed())
        .containsExactly("renamedTopicsCommitUnderTheirOriginalNames");
  }

  /** The outside system of one test. */
  static final class Target {
    final Set<String> rows = new HashSet<>();
    boolean down;
    int failedAttempts;
  }

  static class Good extends SinkTaskContract {

    final Target target = new Target();

    @Override
    protected SinkTask newTask() {
      return new MemorySinkTask(target);
    }

    @Override
    protected Map<String, String> config() {
      return Map.of();
    }

    @Override
    protected SinkRecord good(String topic, int partition, long offset) {
      return new SinkRecord(topic, partition, null, null, null, topic + offset, offset);
    }

    @Override
    protected SinkRecord poison(String topic, int partition, long offset) {
      return new SinkRecord(topic, partition, null, null, null, 1, offset);
    }

    @Override
    protected long written() {
      return target.rows.size();
    }

    @Override
    protected double failedAttempts() {
      return target.failedAttempts;
    }

    @Override
    protected void outage(boolean down) {
      target.down = down;
    }
  }

  static class ReportsOutages extends Good {
    @Override
    protected SinkTask newTask() {
      return new MemorySinkTask(target) {
        @Override
        void unreachable(SinkRecord record) {
          context.errantRecordReporter().report(record, new DataException("down"));
        }
      };
    }
  }

  static class CommitsRenamed extends Good {
    /** It never does what it is waited for. */
    @Override
    protected Duration patience() {
      return Duration.ofSeconds(2);
    }

    @Override
    protected SinkTask newTask() {
      return new MemorySinkTask(target) {
        @Override
        TopicPartition position(SinkRecord record) {
          return new TopicPartition(record.topic(), record.kafkaPartition());
        }
      };
    }
  }

  /** A sink whose rows are in memory. */
  static class MemorySinkTask extends SinkTask {

    private final Target target;
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private final Set<TopicPartition> waiting = new HashSet<>();

    MemorySinkTask(Target target) {
      this.target = target;
    }

    @Override
    public void start(Map<String, String> settings) {}

    @Override
    public void put(Collection<SinkRecord> records) {
      for (SinkRecord record : records) {
        if (target.down) {
          target.failedAttempts++;
          waiting.add(position(record));
          unreachable(record);
        } else if (record.value() instanceof Integer) {
          refuse(record);
        } else if (record.value() != null) {
          target.rows.add(position(record).partition() + "/" + record.value());
        }
        waiting.remove(position(record));
        done.put(position(record), new OffsetAndMetadata(record.originalKafkaOffset() + 1));
      }
    }

    void unreachable(SinkRecord record) {
      throw new RetriableException("down at " + record.kafkaOffset());
    }

    private void refuse(SinkRecord record) {
      ErrantRecordReporter reporter = context.errantRecordReporter();
      DataException error = new DataException("no text at " + record.kafkaOffset());
      if (reporter == null) {
        throw error;
      }
      reporter.report(record, error);
    }

    TopicPartition position(SinkRecord record) {
      return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(
        Map<TopicPartition, OffsetAndMetadata> current) {
      // What was read and never came, a transform has dropped.
      current.forEach(
          (partition, next) -> {
            if (!waiting.contains(partition)) {
              done.put(partition, next);
            }
          });
      return Map.copyOf(done);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
      partitions.forEach(done::remove);
      partitions.forEach(waiting::remove);
    }

    @Override
    public void stop() {}

    @Override
    public String version() {
      return "1";
    }
  }
}
