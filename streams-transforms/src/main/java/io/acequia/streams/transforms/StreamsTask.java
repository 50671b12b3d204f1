package io.acequia.streams.transforms;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.streams.transforms.host.Applications;
import io.acequia.streams.transforms.host.Applications.Membership;
import io.acequia.streams.transforms.topology.TopologyCompiler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** One stream thread of the topology; has no records for Connect. */
public final class StreamsTask extends SourceTask {

  // Connect asks a task to stop by not polling again: a poll must not take long.
  private static final Duration POLL_WAIT = Duration.ofMillis(100);

  private final Applications applications;
  private final Supplier<TopologyCompiler> compiler;
  private @Nullable Membership membership;

  public StreamsTask() {
    this(Applications.OF_WORKER, TopologyCompiler::installed);
  }

  StreamsTask(Applications applications, Supplier<TopologyCompiler> compiler) {
    this.applications = applications;
    this.compiler = compiler;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void start(Map<String, String> props) {
    TopologyCompiler installed = compiler.get();
    StreamsConfig config = new StreamsConfig(props);
    try {
      membership =
          applications.join(config.application(config.plan(installed.checker())), installed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted while the topology was started", e);
    }
  }

  /**
   * Waits a moment.
   *
   * @throws ConnectException with what ended the topology, so that the task is FAILED and can be
   *     restarted
   */
  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
    Membership share = membership;
    if (share != null) {
      share.await(POLL_WAIT);
    }
    return null;
  }

  @Override
  public void stop() {
    Membership share = membership;
    if (share != null) {
      membership = null;
      share.close();
    }
  }
}
