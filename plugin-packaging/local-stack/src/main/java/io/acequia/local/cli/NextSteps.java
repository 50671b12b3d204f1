package io.acequia.local.cli;

import io.acequia.local.process.ProjectRoot;
import io.acequia.local.stack.OwnPostgres;
import io.acequia.local.stack.Stack;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;

/** What to type once everything runs. Secrets are read from their files, never printed. */
final class NextSteps {
  private NextSteps() {}

  static void print(PrintWriter out, Stack stack, boolean empty) {
    out.println();
    if (empty) {
      out.println("Connect is empty; its REST API: curl " + connect(stack) + "/connector-plugins");
      return;
    }
    Path folder = shown(Stack.folder());
    out.println("Post one event:");
    out.println(
        """
          curl %s/v2/ingest/events \\
            -H "Authorization: Bearer $(cat %s)" -H 'Content-Type: application/json' \\
            -d '{"stream_id": "flights", "event_type": "flight.arrived",
                 "data": {"date": "2001/01/01 00:47", "delay": 66, "distance": 1750, \
        "origin": "DTW", "destination": "LAS"},
                 "metadata": {"contact": "+1 555 0100 1234"}}'"""
            .formatted(stack.ingestUrl(), folder.resolve("api-key")));
    out.println("Look at it:");
    out.println("  " + psql(stack, folder));
    out.println("Send real flights:");
    out.println("  ./acequia sample flights --count 20000");
    out.flush();
  }

  private static String psql(Stack stack, Path folder) {
    String query = " -c 'SELECT * FROM flights ORDER BY timestamp DESC LIMIT 5'";
    if (stack.postgres().isEmpty()) {
      OwnPostgres own = stack.database();
      return "psql -U " + own.user() + " -d " + own.jdbcUrl().substring("jdbc:".length()) + query;
    }
    URI uri = URI.create(stack.database().jdbcUrl().substring("jdbc:".length()));
    return "PGPASSWORD=$(cat %s) psql -h %s -p %d -U %s %s%s"
        .formatted(
            folder.resolve("postgres-password"),
            uri.getHost(),
            uri.getPort(),
            stack.database().user(),
            uri.getPath().substring(1),
            query);
  }

  private static URI connect(Stack stack) {
    return stack.worker().url();
  }

  private static Path shown(Path folder) {
    Path here = Path.of("").toAbsolutePath();
    return here.equals(ProjectRoot.path().toAbsolutePath()) ? here.relativize(folder) : folder;
  }
}
