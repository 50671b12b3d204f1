package io.acequia.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.acequia.local.stack.AddOn;
import io.acequia.local.stack.Stack;
import io.acequia.local.stack.StackStatus;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "status", description = "Tells what runs where.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec CommandSpec spec;

  @Option(
      names = "--json",
      description = "As one JSON document, the API key and password included.")
  boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode status = JSON.valueToTree(new StackStatus(Stack.saved()).document());
    if (json) {
      out.println(JSON.writeValueAsString(status));
    } else {
      print(out, status);
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, JsonNode status) {
    line(out, "Kafka", status.path("kafka"), "bootstrap");
    line(out, "Kafka Connect", status.path("connect"), "url");
    line(out, "HTTP ingest", status.path("ingest"), "url");
    line(out, "PostgreSQL", status.path("postgres"), "jdbc_url");
    for (AddOn addOn : AddOn.values()) {
      if (status.has(addOn.label())) {
        line(out, addOn.title(), status.path(addOn.label()), "url");
      }
    }
    for (JsonNode connector : status.path("connectors")) {
      out.printf(
          "  connector %-20s %-10s tasks %s%n",
          connector.path("name").asText(),
          connector.path("state").asText(),
          connector.path("tasks"));
    }
  }

  private static void line(PrintWriter out, String title, JsonNode part, String address) {
    out.printf(
        "  %-14s %-14s %s%n", title, part.path("state").asText(), part.path(address).asText());
  }
}
