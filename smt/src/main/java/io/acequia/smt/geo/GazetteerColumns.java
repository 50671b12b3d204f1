package io.acequia.smt.geo;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The columns of the gazetteer, one element for each place. */
final class GazetteerColumns {

  /** What many places share; the first region is empty and stands for an unknown one. */
  static final class Texts {
    private final String[] codes;
    private final String[] countries;
    private final String[] regions;
    private final String[] zones;

    Texts(String[] codes, String[] countries, String[] regions, String[] zones) {
      this.codes = codes;
      this.countries = countries;
      this.regions = regions;
      this.zones = zones;
    }
  }

  private final Texts texts;
  private final short[] countries;
  private final short[] regions;
  private final short[] zones;
  private final int[] latitudes;
  private final int[] longitudes;
  private final int[] populations;
  private final byte[] names;
  private final int[] nameEnds;

  /**
   * Takes the arrays for its own.
   *
   * @param latitudes in 1e-5 degrees
   * @param longitudes in 1e-5 degrees
   * @param names of all places in UTF-8, one behind the other
   * @param nameEnds where each name ends; it begins where the one before ends
   */
  GazetteerColumns(
      Texts texts,
      short[] countries,
      short[] regions,
      short[] zones,
      int[] latitudes,
      int[] longitudes,
      int[] populations,
      byte[] names,
      int[] nameEnds) {
    this.texts = texts;
    this.countries = countries;
    this.regions = regions;
    this.zones = zones;
    this.latitudes = latitudes;
    this.longitudes = longitudes;
    this.populations = populations;
    this.names = names;
    this.nameEnds = nameEnds;
  }

  int size() {
    return nameEnds.length;
  }

  /** The same places in another order. */
  GazetteerColumns in(int[] order) {
    byte[] newNames = new byte[names.length];
    int[] newEnds = new int[nameEnds.length];
    int end = 0;
    for (int i = 0; i < order.length; i++) {
      int start = nameStart(order[i]);
      int length = nameEnds[order[i]] - start;
      System.arraycopy(names, start, newNames, end, length);
      end += length;
      newEnds[i] = end;
    }
    return new GazetteerColumns(
        texts,
        ordered(countries, order),
        ordered(regions, order),
        ordered(zones, order),
        ordered(latitudes, order),
        ordered(longitudes, order),
        ordered(populations, order),
        newNames,
        newEnds);
  }

  private static short[] ordered(short[] values, int[] order) {
    short[] ordered = new short[values.length];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = values[order[i]];
    }
    return ordered;
  }

  private static int[] ordered(int[] values, int[] order) {
    int[] ordered = new int[values.length];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = values[order[i]];
    }
    return ordered;
  }

  private int nameStart(int place) {
    return place == 0 ? 0 : nameEnds[place - 1];
  }

  String name(int place) {
    int start = nameStart(place);
    return new String(names, start, nameEnds[place] - start, StandardCharsets.UTF_8);
  }

  @Nullable String region(int place) {
    return regions[place] == 0 ? null : texts.regions[regions[place]];
  }

  String country(int place) {
    return texts.countries[countries[place]];
  }

  String countryCode(int place) {
    return texts.codes[countries[place]];
  }

  String timezone(int place) {
    return texts.zones[zones[place]];
  }

  /** In degrees. */
  double latitude(int place) {
    return latitudes[place] / 1e5;
  }

  /** In degrees. */
  double longitude(int place) {
    return longitudes[place] / 1e5;
  }

  /** Zero if it is not known. */
  int population(int place) {
    return populations[place];
  }
}
