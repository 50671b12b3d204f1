package io.acequia.streams.transforms.otherplugin;

import java.util.Map;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;

/** Answers queries at the worker's REST address, from another class loader than the topologies'. */
public final class QueryExtension implements ConnectRestExtension {

  @Override
  public void register(ConnectRestExtensionContext context) {
    context.configurable().register(new QueryResource());
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // Has none.
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
