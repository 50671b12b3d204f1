package io.acequia.smt;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Nanoseconds of a processor a record: misses that keep the record show the lookup alone, the
 * others contain the copy of the record with its new field. Argument: a CSV file with a column
 * iata.
 */
public final class LookupBench {

  private static final int RECORDS = 2_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Schema FLIGHT =
      SchemaBuilder.struct()
          .field("origin", Schema.STRING_SCHEMA)
          .field("delay", Schema.INT32_SCHEMA)
          .field("distance", Schema.INT32_SCHEMA)
          .build();

  private LookupBench() {}

  public static void main(String[] args) {
    Lookup<SinkRecord> into = lookup(args[0], Map.of("into", "airport", "on.miss", "keep"));
    Lookup<SinkRecord> columns = lookup(args[0], Map.of("columns", "city,state"));
    for (int round = 0; round < 5; round++) {
      System.out.printf(
          "lookup alone: %d ns (struct), %d ns (map); into a field: %d, %d ns; two columns:"
              + " %d, %d ns%n",
          nanos(into, struct("nil")),
          nanos(into, map("nil")),
          nanos(into, struct("ATL")),
          nanos(into, map("ATL")),
          nanos(columns, struct("ATL")),
          nanos(columns, map("ATL")));
    }
    into.close();
    columns.close();
  }

  private static Lookup<SinkRecord> lookup(String file, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("key", "origin");
    settings.put("file", file);
    Lookup<SinkRecord> lookup = new Lookup.Value<>();
    lookup.configure(settings);
    return lookup;
  }

  private static long nanos(Lookup<SinkRecord> lookup, SinkRecord record) {
    long start = THREADS.getCurrentThreadCpuTime();
    int seen = 0;
    for (int i = 0; i < RECORDS; i++) {
      seen += lookup.apply(record).value() == null ? 0 : 1;
    }
    if (seen != RECORDS) {
      throw new IllegalStateException("a value was lost");
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / RECORDS;
  }

  private static SinkRecord struct(String origin) {
    Struct flight = new Struct(FLIGHT).put("origin", origin).put("delay", 12).put("distance", 590);
    return new SinkRecord("flights", 0, null, null, FLIGHT, flight, 1);
  }

  private static SinkRecord map(String origin) {
    Map<String, Object> flight = Map.of("origin", origin, "delay", 12L, "distance", 590L);
    return new SinkRecord("flights", 0, null, null, null, flight, 1);
  }
}
