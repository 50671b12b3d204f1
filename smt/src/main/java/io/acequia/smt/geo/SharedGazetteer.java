package io.acequia.smt.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;

/**
 * The one gazetteer of a class loader: read when it is first needed, and gone with its last user.
 */
final class SharedGazetteer {

  private static final String RESOURCE = "cities.bin.gz";

  private static WeakReference<Gazetteer> shared = new WeakReference<>(null);

  private SharedGazetteer() {}

  /** Takes about a second the first time. */
  static synchronized Gazetteer get() {
    Gazetteer gazetteer = shared.get();
    if (gazetteer == null) {
      gazetteer = read();
      shared = new WeakReference<>(gazetteer);
    }
    return gazetteer;
  }

  private static Gazetteer read() {
    try (InputStream in = SharedGazetteer.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("there is no resource " + RESOURCE);
      }
      return new Gazetteer(GazetteerReader.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("the plugin's gazetteer cannot be read", e);
    }
  }
}
