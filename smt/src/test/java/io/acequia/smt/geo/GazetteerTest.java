package io.acequia.smt.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GazetteerTest {

  private static final double HALF_A_METRE_KM = 0.0005;
  private static final long TWENTY_MEGABYTES = 20_000_000;

  private final SphereIndex.Search search = new SphereIndex.Search();

  /** Against a look at every place, all over the globe and where it is odd. */
  @Test
  void findsWhatBruteForceFinds() throws IOException {
    GazetteerColumns places = columns();
    Gazetteer gazetteer = new Gazetteer(places);
    double[] vectors = vectors(places);
    for (double[] point : points(places)) {
      Place found = gazetteer.nearest(search, point[0], point[1], NearestTown.ANYWHERE);
      double best = bruteForceKm(places, vectors, point[0], point[1]);
      double km =
          Sphere.km(
              point[0],
              point[1],
              (Double) found.part(GeoPart.LATITUDE),
              (Double) found.part(GeoPart.LONGITUDE));
      assertThat(km).as("from %s, %s", point[0], point[1]).isCloseTo(best, within(0.002));
      assertThat((Double) found.part(GeoPart.DISTANCE_KM))
          .isCloseTo(km, within(HALF_A_METRE_KM + 1e-9));
      assertThat(gazetteer.nearest(search, point[0], point[1], Sphere.squaredChord(best * 0.99)))
          .isNull();
    }
  }

  @Test
  void everyPlaceIsWhole() throws IOException {
    GazetteerColumns places = columns();
    assertThat(places.size()).isGreaterThan(170_000);
    int unknown = 0;
    for (int i = 0; i < places.size(); i++) {
      assertThat(places.name(i)).isNotBlank();
      assertThat(places.countryCode(i)).hasSize(2);
      assertThat(places.country(i)).isNotBlank();
      assertThat(places.timezone(i)).contains("/");
      assertThat(places.latitude(i)).isBetween(-90.0, 90.0);
      assertThat(places.longitude(i)).isBetween(-180.0, 180.0);
      assertThat(places.population(i)).isNotNegative();
      unknown += places.region(i) == null ? 1 : 0;
    }
    assertThat(unknown).as("places of unknown region").isLessThan(places.size() / 200);
  }

  @Test
  void isReadOnce() {
    assertThat(SharedGazetteer.get()).isSameAs(SharedGazetteer.get());
  }

  @Test
  void takesLessThanTwentyMegabytes() throws IOException {
    long before = usedHeap();
    Gazetteer gazetteer = new Gazetteer(columns());
    long after = usedHeap();
    assertThat(gazetteer.size()).isPositive();
    assertThat(after - before).as("bytes of heap").isBetween(1_000_000L, TWENTY_MEGABYTES);
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static GazetteerColumns columns() throws IOException {
    try (InputStream in = Gazetteer.class.getResourceAsStream("cities.bin.gz")) {
      return GazetteerReader.read(in);
    }
  }

  private static List<double[]> points(GazetteerColumns places) {
    Random random = new Random(20260412);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      points.add(
          new double[] {Math.toDegrees(Math.asin(between(random, 1))), between(random, 180)});
      int place = random.nextInt(places.size());
      points.add(
          new double[] {
            Math.max(-90, Math.min(90, places.latitude(place) + between(random, 0.1))),
            Math.max(-180, Math.min(180, places.longitude(place) + between(random, 0.1)))
          });
    }
    for (int i = 0; i < 50; i++) {
      points.add(new double[] {between(random, 70), random.nextBoolean() ? 180 : -180});
      points.add(new double[] {between(random, 70), 179.5 + random.nextDouble() / 2});
      points.add(new double[] {89 + random.nextDouble(), between(random, 180)});
      points.add(new double[] {-89 - random.nextDouble(), between(random, 180)});
    }
    points.add(new double[] {90, 0});
    points.add(new double[] {-90, 180});
    return points;
  }

  private static double between(Random random, double limit) {
    return (2 * random.nextDouble() - 1) * limit;
  }

  private static double[] vectors(GazetteerColumns places) {
    double[] vectors = new double[3 * places.size()];
    for (int i = 0; i < places.size(); i++) {
      vectors[3 * i] = Sphere.x(places.latitude(i), places.longitude(i));
      vectors[3 * i + 1] = Sphere.y(places.latitude(i), places.longitude(i));
      vectors[3 * i + 2] = Sphere.z(places.latitude(i));
    }
    return vectors;
  }

  private static double bruteForceKm(
      GazetteerColumns places, double[] vectors, double latitude, double longitude) {
    double x = Sphere.x(latitude, longitude);
    double y = Sphere.y(latitude, longitude);
    double z = Sphere.z(latitude);
    int nearest = 0;
    double largest = -2;
    for (int i = 0; i < places.size(); i++) {
      double cosine = x * vectors[3 * i] + y * vectors[3 * i + 1] + z * vectors[3 * i + 2];
      if (cosine > largest) {
        largest = cosine;
        nearest = i;
      }
    }
    return Sphere.km(latitude, longitude, places.latitude(nearest), places.longitude(nearest));
  }
}
