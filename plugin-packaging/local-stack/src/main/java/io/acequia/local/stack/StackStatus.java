package io.acequia.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ConnectRestException;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.FreePorts;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What of the stack runs, asked of the servers themselves. */
public final class StackStatus {
  private static final String RUNNING = "running";
  private static final String STOPPED = "stopped";
  private static final String SILENT = "not answering";

  private final Stack stack;
  private final ConnectWorker worker;

  public StackStatus(Stack stack) {
    this.stack = stack;
    this.worker = (ConnectWorker) stack.servers().get(0);
  }

  /** The document of {@code status --json}; it holds the API key and the password. */
  public Map<String, Object> document() {
    OwnPostgres database = stack.database();
    boolean answers = worker.alive() && worker.client().answers();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("kafka", entry("bootstrap", stack.kafka().bootstrap(), kafkaState()));
    all.put("connect", entry("url", worker.url().toString(), workerState(answers)));
    Map<String, Object> ingest = entry("url", stack.ingestUrl().toString(), ingestState());
    ingest.put("api_key", stack.apiKey());
    all.put("ingest", ingest);
    Map<String, Object> postgres = entry("jdbc_url", database.jdbcUrl(), postgresState(database));
    postgres.put("user", database.user());
    postgres.put("password", database.password());
    all.put("postgres", postgres);
    stack
        .addOns()
        .forEach(
            (addOn, server) -> {
              URI url = AddOn.url(stack.port(addOn.port()));
              String state = server.alive() ? RUNNING : STOPPED;
              all.put(addOn.label(), entry("url", url.toString(), state));
            });
    all.put("connectors", answers ? connectors(worker.client()) : List.of());
    return all;
  }

  private static Map<String, Object> entry(String key, String address, String state) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(key, address);
    entry.put("state", state);
    return entry;
  }

  private String kafkaState() {
    if (!stack.kafka().alive()) {
      return STOPPED;
    }
    return FreePorts.isFree(stack.kafka().port()) ? SILENT : RUNNING;
  }

  private String workerState(boolean answers) {
    return answers ? RUNNING : worker.alive() ? SILENT : STOPPED;
  }

  private String ingestState() {
    URI health = stack.ingestUrl().resolve("/v2/health");
    return worker.alive() && Http.isOk(health) ? RUNNING : STOPPED;
  }

  private String postgresState(OwnPostgres database) {
    if (stack.postgres().isPresent() && !stack.postgres().get().alive()) {
      return STOPPED;
    }
    Properties login = new Properties();
    login.setProperty("user", database.user());
    login.setProperty("password", database.password());
    login.setProperty("loginTimeout", "3");
    try {
      DriverManager.getConnection(database.jdbcUrl(), login).close();
      return RUNNING;
    } catch (SQLException e) {
      return SILENT;
    }
  }

  private static List<Map<String, Object>> connectors(ConnectClient client) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String name : client.connectors()) {
      Map<String, Object> connector = new LinkedHashMap<>();
      connector.put("name", name);
      try {
        JsonNode status = client.status(name);
        connector.put("state", status.path("connector").path("state").asText());
        List<String> tasks = new ArrayList<>();
        status.path("tasks").forEach(task -> tasks.add(task.path("state").asText()));
        connector.put("tasks", tasks);
      } catch (ConnectRestException e) {
        // Configured a moment ago; no worker has told its state yet.
        connector.put("state", "UNASSIGNED");
        connector.put("tasks", List.of());
      }
      all.add(connector);
    }
    return all;
  }
}
