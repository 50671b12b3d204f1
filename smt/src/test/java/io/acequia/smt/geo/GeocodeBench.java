package io.acequia.smt.geo;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Random;

/**
 * Nanoseconds of a processor a search, over random points of the globe and around random places.
 */
public final class GeocodeBench {

  private static final int POINTS = 200_000;

  /** Time on a processor: other work of the machine does not count. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private GeocodeBench() {}

  public static void main(String[] args) throws IOException {
    long start = THREADS.getCurrentThreadCpuTime();
    Gazetteer gazetteer = SharedGazetteer.get();
    System.out.printf("loading: %d ms%n", (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000);
    Random random = new Random(7);
    double[] anywhere = new double[2 * POINTS];
    double[] around = new double[2 * POINTS];
    GazetteerColumns columns;
    try (InputStream in = Gazetteer.class.getResourceAsStream("cities.bin.gz")) {
      columns = GazetteerReader.read(in);
    }
    for (int i = 0; i < POINTS; i++) {
      anywhere[2 * i] = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
      anywhere[2 * i + 1] = 360 * random.nextDouble() - 180;
      int place = random.nextInt(columns.size());
      around[2 * i] = Math.min(90, columns.latitude(place) + random.nextDouble() / 10);
      around[2 * i + 1] = Math.min(180, columns.longitude(place) + random.nextDouble() / 10);
    }
    for (int round = 0; round < 5; round++) {
      System.out.printf(
          "anywhere: %d ns, within 100 km: %d ns, around places: %d ns%n",
          nanos(gazetteer, anywhere, NearestTown.ANYWHERE),
          nanos(gazetteer, anywhere, Sphere.squaredChord(100)),
          nanos(gazetteer, around, NearestTown.ANYWHERE));
    }
  }

  private static long nanos(Gazetteer gazetteer, double[] points, double squaredChord) {
    SphereIndex.Search search = new SphereIndex.Search();
    long start = THREADS.getCurrentThreadCpuTime();
    int found = 0;
    for (int i = 0; i < POINTS; i++) {
      found +=
          gazetteer.nearest(search, points[2 * i], points[2 * i + 1], squaredChord) == null ? 0 : 1;
    }
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    if (found == 0) {
      throw new IllegalStateException("nothing was found");
    }
    return nanos / POINTS;
  }
}
