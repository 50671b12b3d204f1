package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.smt.enrich.MissPolicy;
import io.acequia.smt.enrich.TargetField;
import io.acequia.smt.geo.GeoJoin;
import io.acequia.smt.geo.GeoPart;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The settings of {@link Geocode}. */
final class GeocodeConfig extends AbstractConfig {

  static final String LATITUDE = "latitude";
  static final String LONGITUDE = "longitude";
  static final String IP = "ip";
  static final String INTO = "into";
  static final String PARTS = "parts";
  static final String MAX_DISTANCE = "max.distance.km";
  static final String ON_MISS = "on.miss";
  static final String MAXMIND_FILE = "maxmind.file";
  static final String MAXMIND_RELOAD = "maxmind.reload.interval.ms";
  static final String MAXMIND_MAX_BYTES = "maxmind.max.bytes";
  static final String MAXMIND_LANGUAGE = "maxmind.language";

  static final ConfigDef DEF = define();

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Fields")
        .optional(
            LATITUDE,
            Type.STRING,
            null,
            onePath(),
            Importance.HIGH,
            Width.MEDIUM,
            "The field with the latitude, as a path such as position.lat: degrees from -90 to 90,"
                + " as a number or as text.")
        .optional(
            LONGITUDE,
            Type.STRING,
            null,
            onePath(),
            Importance.HIGH,
            Width.MEDIUM,
            "The field with the longitude, as a path such as position.lon: degrees from -180 to"
                + " 180, as a number or as text.")
        .optional(
            IP,
            Type.STRING,
            null,
            onePath(),
            Importance.HIGH,
            Width.MEDIUM,
            "The field with an IP address, instead of the coordinates, as a path such as"
                + " client.ip; it needs a database in maxmind.file.")
        .optional(
            INTO,
            Type.STRING,
            "geo",
            TargetField.validator(),
            Importance.HIGH,
            Width.MEDIUM,
            "The field that gets the place, as a path such as position.place; a field of that name"
                + " is replaced.")
        .optional(
            PARTS,
            Type.LIST,
            GeoPart.fields(),
            GeoPart.validator(),
            Importance.MEDIUM,
            Width.LONG,
            "What of the place to add, in this order; distance_km and population are always null"
                + " for an IP address.")
        .optional(
            MAX_DISTANCE,
            Type.DOUBLE,
            null,
            Validators.atLeast(0),
            Importance.MEDIUM,
            Width.SHORT,
            "How many kilometres away the nearest place may be; without it the distance does not"
                + " matter.")
        .optional(
            ON_MISS,
            Type.STRING,
            Validators.spell(MissPolicy.NULL),
            Validators.oneOf(MissPolicy.class),
            Importance.MEDIUM,
            Width.SHORT,
            "What becomes of a record without a place, because a field is null, nothing is near"
                + " enough, or the address is private or not in the database: null (the field is"
                + " added and is null), keep (it passes as it is), drop, or fail (it is refused, so"
                + " that errors.tolerance and the dead letter queue decide).");
    ConfigGroup.in(def, "Database of IP addresses")
        .optional(
            MAXMIND_FILE,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.HIGH,
            Width.LONG,
            "A city or country database in MaxMind's format, on every worker: GeoLite2 or GeoIP2"
                + " of MaxMind, or DB-IP's; a relative path begins in the worker's folder.")
        .optional(
            MAXMIND_RELOAD,
            Type.LONG,
            60_000L,
            Validators.between(0, 86_400_000),
            Importance.LOW,
            Width.SHORT,
            "How often to look whether the file has changed, in milliseconds; 0 never looks.")
        .optional(
            MAXMIND_MAX_BYTES,
            Type.LONG,
            256L << 20,
            Validators.between(1, Integer.MAX_VALUE),
            Importance.LOW,
            Width.SHORT,
            "The largest file that is read: the database lives in memory, in each task.")
        .optional(
            MAXMIND_LANGUAGE,
            Type.STRING,
            "en",
            Validators.nonBlank(),
            Importance.LOW,
            Width.SHORT,
            "The language of the names, such as de or pt-BR; English where it is missing.");
    return def;
  }

  GeocodeConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
    if (getString(IP) == null) {
      require(LATITUDE, "is needed, or ip");
      require(LONGITUDE, "is needed with latitude");
    } else {
      refuse(LATITUDE);
      refuse(LONGITUDE);
      require(MAXMIND_FILE, "is needed for IP addresses");
    }
  }

  private void require(String key, String message) {
    if (getString(key) == null) {
      throw new ConfigException(key, null, message);
    }
  }

  private void refuse(String key) {
    if (getString(key) != null) {
      throw new ConfigException(key, getString(key), "cannot be used together with ip");
    }
  }

  /** Opens what finds the places; the caller closes it. */
  GeoJoin open() {
    TargetField into = TargetField.of(FieldPath.parse(getString(INTO)));
    List<GeoPart> parts = GeoPart.parse(getList(PARTS));
    MissPolicy onMiss = Validators.parse(MissPolicy.class, getString(ON_MISS));
    if (getString(IP) == null) {
      return GeoJoin.byCoordinates(
          FieldPath.parse(getString(LATITUDE)),
          FieldPath.parse(getString(LONGITUDE)),
          maxDistance(),
          into,
          parts,
          onMiss);
    }
    return GeoJoin.byIp(
        FieldPath.parse(getString(IP)),
        MAXMIND_FILE,
        maxMindFile(),
        getLong(MAXMIND_MAX_BYTES),
        Duration.ofMillis(getLong(MAXMIND_RELOAD)),
        getString(MAXMIND_LANGUAGE),
        into,
        parts,
        onMiss);
  }

  private @Nullable Double maxDistance() {
    return getDouble(MAX_DISTANCE);
  }

  private Path maxMindFile() {
    String name = getString(MAXMIND_FILE);
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new ConfigException(MAXMIND_FILE, name, "is not a path: " + e.getReason());
    }
  }

  private static Validator onePath() {
    return LambdaValidator.with(
        (key, value) -> {
          Validators.fieldPath().ensureValid(key, value);
          if (value instanceof String text && FieldPath.parse(text).hasWildcard()) {
            throw new ConfigException(key, value, "must not have a wildcard");
          }
        },
        () -> "a field path without wildcards");
  }
}
