package io.acequia.bench.handwritten;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The fields of a flight that the program needs. */
@JsonIgnoreProperties(ignoreUnknown = true)
public final class Flight {

  // Jackson writes fields fastest where no method stands between.
  @SuppressWarnings("NullAway.Init")
  public String date;

  public int delay;

  @SuppressWarnings("NullAway.Init")
  public String origin;
}
