package io.acequia.smt.geo;

/**
 * Points and distances on a sphere of the earth's mean radius, 6371.0088 km (IUGG's R1). An
 * ellipsoid's distances differ by up to half a percent.
 */
final class Sphere {

  private static final double RADIUS_KM = 6371.0088;

  private Sphere() {}

  static double x(double latitude, double longitude) {
    return Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(longitude));
  }

  static double y(double latitude, double longitude) {
    return Math.cos(Math.toRadians(latitude)) * Math.sin(Math.toRadians(longitude));
  }

  static double z(double latitude) {
    return Math.sin(Math.toRadians(latitude));
  }

  /** The squared chord of the unit sphere that belongs to a distance; at most its diameter. */
  static double squaredChord(double km) {
    double angle = Math.min(Math.PI, km / RADIUS_KM);
    double chord = 2 * Math.sin(angle / 2);
    return chord * chord;
  }

  /**
   * The great-circle distance by the haversine formula (R. W. Sinnott, Virtues of the Haversine,
   * 1984), which is exact for small distances too.
   */
  static double km(double latitude, double longitude, double otherLatitude, double otherLongitude) {
    double north = Math.sin(Math.toRadians(otherLatitude - latitude) / 2);
    double east = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
    double haversine =
        north * north
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(otherLatitude))
                * east
                * east;
    return 2 * RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, haversine)));
  }
}
