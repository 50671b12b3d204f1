package io.acequia.smt.geo;

import io.acequia.commons.path.FieldPath;
import org.jspecify.annotations.Nullable;

/** Finds the nearest place by two fields with coordinates. */
final class NearestTown implements PlaceFinder {

  /** More than the diameter: any place will do. */
  static final double ANYWHERE = 5;

  private final FieldPath latitude;
  private final FieldPath longitude;
  private final double squaredChord;
  private final Gazetteer gazetteer = SharedGazetteer.get();
  private final SphereIndex.Search search = new SphereIndex.Search();

  /**
   * @param maxKm the distance within which the place must be, or null for any
   */
  NearestTown(FieldPath latitude, FieldPath longitude, @Nullable Double maxKm) {
    this.latitude = latitude;
    this.longitude = longitude;
    this.squaredChord = maxKm == null ? ANYWHERE : Sphere.squaredChord(maxKm);
  }

  @Override
  public @Nullable Place find(Object record) {
    Object north = latitude.get(record);
    Object east = longitude.get(record);
    if (north == null || east == null) {
      return null;
    }
    return gazetteer.nearest(
        search,
        Coordinates.latitude(latitude.toString(), north),
        Coordinates.longitude(longitude.toString(), east),
        squaredChord);
  }

  @Override
  public String toString() {
    return latitude + ", " + longitude;
  }

  @Override
  public void close() {}
}
