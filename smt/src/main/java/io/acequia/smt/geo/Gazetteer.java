package io.acequia.smt.geo;

import org.jspecify.annotations.Nullable;

/**
 * The places of at least 1,000 people, with the nearest of them for any coordinates. About 8 MB in
 * flat arrays; immutable, and shared by all threads.
 */
final class Gazetteer {

  private final GazetteerColumns columns;
  private final SphereIndex index;

  Gazetteer(GazetteerColumns unordered) {
    int[] order = new int[unordered.size()];
    this.index = SphereIndex.build(unordered, order);
    this.columns = unordered.in(order);
  }

  int size() {
    return columns.size();
  }

  /**
   * The nearest place, or null if there is none within the distance.
   *
   * @param latitude -90 to 90
   * @param longitude -180 to 180
   * @param squaredChord of the distance, by {@link Sphere#squaredChord}
   */
  @Nullable Place nearest(
      SphereIndex.Search search, double latitude, double longitude, double squaredChord) {
    int place = index.nearest(search, latitude, longitude, squaredChord);
    return place < 0 ? null : new Town(place, latitude, longitude);
  }

  private final class Town implements Place {

    private final int place;
    private final double latitude;
    private final double longitude;

    Town(int place, double latitude, double longitude) {
      this.place = place;
      this.latitude = latitude;
      this.longitude = longitude;
    }

    @Override
    public @Nullable Object part(GeoPart part) {
      return switch (part) {
        case CITY -> columns.name(place);
        case REGION -> columns.region(place);
        case COUNTRY -> columns.country(place);
        case COUNTRY_CODE -> columns.countryCode(place);
        case LATITUDE -> columns.latitude(place);
        case LONGITUDE -> columns.longitude(place);
        case DISTANCE_KM -> distance();
        case POPULATION -> population();
        case TIMEZONE -> columns.timezone(place);
      };
    }

    /** To the metre: the data have no more. */
    private Double distance() {
      double km = Sphere.km(latitude, longitude, columns.latitude(place), columns.longitude(place));
      return Math.round(km * 1_000) / 1_000.0;
    }

    /** GeoNames writes zero where it does not know. */
    private @Nullable Long population() {
      int population = columns.population(place);
      return population == 0 ? null : (long) population;
    }
  }
}
