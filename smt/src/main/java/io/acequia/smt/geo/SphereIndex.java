package io.acequia.smt.geo;

/**
 * Finds the nearest of many points on a sphere: a balanced k-d tree over unit vectors, so that
 * poles and the antimeridian are nothing special (J. L. Bentley, Multidimensional binary search
 * trees used for associative searching, 1975). Points are in the leaves only; each node has the
 * tight box of its points, which prunes better than its cell where there are no points, as over the
 * oceans. Immutable and shared by threads.
 *
 * <p>Nodes are numbered as in a heap: 1 is the root, {@code 2n} and {@code 2n + 1} are the halves
 * of {@code n}. A node's points are a range of the array, whose middle divides its children's.
 */
final class SphereIndex {

  private static final int LEAF = 10;

  /** x, y and z of each point. Floats are exact to half a metre. */
  private final float[] points;

  /** Of each node: the least x, y and z, and then the greatest. */
  private final float[] boxes;

  private final int firstLeaf;

  private SphereIndex(float[] points, int firstLeaf) {
    this.points = points;
    this.firstLeaf = firstLeaf;
    this.boxes = new float[12 * firstLeaf];
    fill(1, 0, points.length / 3);
  }

  /** The state of searches, one after the other; not to be shared by threads. */
  static final class Search {
    private static final int DEPTH = 32;
    private final int[] nodes = new int[DEPTH];
    private final int[] starts = new int[DEPTH];
    private final int[] ends = new int[DEPTH];
    private final double[] distances = new double[DEPTH];
    private double best;
    private int found;
  }

  /**
   * Builds the tree.
   *
   * @param order gets the number of the point that each place of the tree has
   */
  static SphereIndex build(GazetteerColumns places, int[] order) {
    int size = order.length;
    float[] unordered = new float[3 * size];
    for (int i = 0; i < size; i++) {
      double latitude = places.latitude(i);
      double longitude = places.longitude(i);
      unordered[3 * i] = (float) Sphere.x(latitude, longitude);
      unordered[3 * i + 1] = (float) Sphere.y(latitude, longitude);
      unordered[3 * i + 2] = (float) Sphere.z(latitude);
      order[i] = i;
    }
    int firstLeaf = 1;
    while (size / firstLeaf > LEAF) {
      firstLeaf *= 2;
    }
    new TreeOrder(unordered, order).arrange(firstLeaf);
    float[] points = new float[3 * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(unordered, 3 * order[i], points, 3 * i, 3);
    }
    return new SphereIndex(points, firstLeaf);
  }

  private void fill(int node, int from, int to) {
    int box = 6 * node;
    for (int dimension = 0; dimension < 3; dimension++) {
      float low = Float.MAX_VALUE;
      float high = -Float.MAX_VALUE;
      for (int i = from; i < to; i++) {
        low = Math.min(low, points[3 * i + dimension]);
        high = Math.max(high, points[3 * i + dimension]);
      }
      boxes[box + dimension] = low;
      boxes[box + 3 + dimension] = high;
    }
    if (node < firstLeaf) {
      int middle = (from + to) >>> 1;
      fill(2 * node, from, middle);
      fill(2 * node + 1, middle, to);
    }
  }

  /**
   * The place in the tree of the nearest point, or -1 if none is nearer.
   *
   * @param squaredChord the distance that the point must stay below, as a squared chord
   */
  int nearest(Search search, double latitude, double longitude, double squaredChord) {
    double ring = Math.cos(Math.toRadians(latitude));
    double x = ring * Math.cos(Math.toRadians(longitude));
    double y = ring * Math.sin(Math.toRadians(longitude));
    double z = Math.sin(Math.toRadians(latitude));
    search.best = squaredChord;
    search.found = -1;
    int depth = 1;
    search.nodes[0] = 1;
    search.starts[0] = 0;
    search.ends[0] = points.length / 3;
    search.distances[0] = 0;
    while (depth > 0) {
      depth--;
      if (search.distances[depth] < search.best) {
        depth = descend(search, depth, x, y, z);
      }
    }
    return search.found;
  }

  /** Goes down to a leaf, always to the nearer child, and puts the others on the stack. */
  private int descend(Search search, int top, double x, double y, double z) {
    int depth = top;
    int node = search.nodes[depth];
    int from = search.starts[depth];
    int to = search.ends[depth];
    while (node < firstLeaf) {
      int middle = (from + to) >>> 1;
      int left = 2 * node;
      double toLeft = distance(left, x, y, z);
      double toRight = distance(left + 1, x, y, z);
      boolean leftFirst = toLeft <= toRight;
      double further = leftFirst ? toRight : toLeft;
      if (further < search.best) {
        search.nodes[depth] = leftFirst ? left + 1 : left;
        search.starts[depth] = leftFirst ? middle : from;
        search.ends[depth] = leftFirst ? to : middle;
        search.distances[depth] = further;
        depth++;
      }
      if ((leftFirst ? toLeft : toRight) >= search.best) {
        return depth;
      }
      node = leftFirst ? left : left + 1;
      if (leftFirst) {
        to = middle;
      } else {
        from = middle;
      }
    }
    scan(search, from, to, x, y, z);
    return depth;
  }

  /** The squared distance of a node's box. */
  private double distance(int node, double x, double y, double z) {
    int box = 6 * node;
    double east = Math.max(Math.max(boxes[box] - x, x - boxes[box + 3]), 0);
    double north = Math.max(Math.max(boxes[box + 1] - y, y - boxes[box + 4]), 0);
    double up = Math.max(Math.max(boxes[box + 2] - z, z - boxes[box + 5]), 0);
    return east * east + north * north + up * up;
  }

  private void scan(Search search, int from, int to, double x, double y, double z) {
    double best = search.best;
    for (int i = from; i < to; i++) {
      double east = points[3 * i] - x;
      double north = points[3 * i + 1] - y;
      double up = points[3 * i + 2] - z;
      double distance = east * east + north * north + up * up;
      if (distance < best) {
        best = distance;
        search.found = i;
      }
    }
    search.best = best;
  }
}
