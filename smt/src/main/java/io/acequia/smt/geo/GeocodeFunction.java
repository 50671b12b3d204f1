package io.acequia.smt.geo;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** GEOCODE(latitude, longitude [, part]): the nearest place, or a part of it. */
public final class GeocodeFunction implements SqlFunction {

  @Override
  public String name() {
    return "GEOCODE";
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc(
        FunctionDoc.Category.ENRICHMENT,
        List.of("GEOCODE(latitude, longitude)", "GEOCODE(latitude, longitude, part)"),
        "The nearest place of at least 1,000 people, or one part of it: "
            + String.join(", ", GeoPart.fields())
            + ". NULL if a coordinate is NULL.",
        List.of(
            "GEOCODE(52.52, 13.41, 'city')",
            "GEOCODE(40.64, -73.78, 'country_code')",
            "GEOCODE(-33.86, 151.21, 'timezone')"));
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    if (arguments.size() < 2 || arguments.size() > 3) {
      throw new FunctionException("GEOCODE takes a latitude, a longitude and optionally a part");
    }
    for (Argument degrees : arguments.subList(0, 2)) {
      SqlType type = degrees.type();
      if (!type.isOpen() && !type.kind().isNumeric() && type.kind() != SqlType.Kind.STRING) {
        throw new FunctionException("GEOCODE takes degrees, which a " + type + " is not");
      }
    }
    if (arguments.size() == 3) {
      GeoPart part = part(arguments.get(2));
      return new FunctionCall(
          SqlType.of(part.schema()), new Nearest(place -> place.part(part)), true);
    }
    PlaceFormat format = new PlaceFormat(List.of(GeoPart.values()));
    boolean open = arguments.get(0).type().isOpen() || arguments.get(1).type().isOpen();
    return open
        ? new FunctionCall(SqlType.map(SqlType.ANY), new Nearest(format::map), true)
        : new FunctionCall(SqlType.of(format.schema()), new Nearest(format::struct), true);
  }

  private static GeoPart part(Argument argument) {
    if (argument.constant() && argument.value() instanceof String field) {
      GeoPart part = GeoPart.find(field);
      if (part != null) {
        return part;
      }
    }
    throw new FunctionException(
        "GEOCODE: the part must be a text in quotes, one of "
            + String.join(", ", GeoPart.fields()));
  }

  private static final class Nearest implements FunctionCall.Many {

    private final Gazetteer gazetteer = SharedGazetteer.get();
    private final SphereIndex.Search search = new SphereIndex.Search();
    private final Function<Place, @Nullable Object> result;

    Nearest(Function<Place, @Nullable Object> result) {
      this.result = result;
    }

    @Override
    public @Nullable Object apply(@Nullable Object[] arguments) {
      Object latitude = arguments[0];
      Object longitude = arguments[1];
      if (latitude == null || longitude == null) {
        return null;
      }
      Place place =
          gazetteer.nearest(
              search,
              Coordinates.latitude("the latitude", latitude),
              Coordinates.longitude("the longitude", longitude),
              NearestTown.ANYWHERE);
      return place == null ? null : result.apply(place);
    }
  }
}
