package io.acequia.streams.transforms.topology;

import io.acequia.sql.function.FunctionTable;
import io.acequia.streams.transforms.plan.Format;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.registry.Registries;
import io.acequia.streams.transforms.row.GroupKeySerde;
import io.acequia.streams.transforms.row.KeySerde;
import io.acequia.streams.transforms.row.RowSerde;
import io.acequia.streams.transforms.row.ValuesSerde;
import io.acequia.streams.transforms.source.AvroFormat;
import io.acequia.streams.transforms.source.JsonFormat;
import io.acequia.streams.transforms.source.SourceFormat;
import io.acequia.streams.transforms.source.TextFormat;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsBuilder;
import org.jspecify.annotations.Nullable;

/** What the parts of a topology share while it is built. */
record Compilation(
    Plan plan,
    FunctionTable functions,
    Map<Format, SourceFormat> formats,
    Registries registries,
    Clock clock,
    WindowClosing closing,
    StreamsBuilder builder) {

  static final RowSerde ROWS = new RowSerde();
  static final ValuesSerde VALUES = new ValuesSerde();
  static final GroupKeySerde GROUPS = new GroupKeySerde();

  /** The formats that need nothing from outside. */
  static final Map<Format, SourceFormat> BUILT_IN =
      Map.of(Format.JSON, new JsonFormat(), Format.TEXT, new TextFormat());

  /** What tells where records come from. */
  Originals originals() {
    return new Originals(plan);
  }

  Expression expression(String text, String pointer) {
    return Expression.of(text, pointer, functions);
  }

  @Nullable Expression optional(@Nullable String text, String pointer) {
    return text == null ? null : expression(text, pointer);
  }

  List<Expression> expressions(List<String> texts, String pointer) {
    return texts.stream().map(text -> expression(text, pointer)).toList();
  }

  /**
   * @param registry the schema registry's URL, for Avro
   * @throws ConfigException if there is no such format here
   */
  SourceFormat format(Format format, @Nullable String registry, String pointer) {
    SourceFormat known =
        format == Format.AVRO && registry != null
            ? new AvroFormat(registries, registry)
            : formats.get(format);
    if (known == null) {
      throw new ConfigException(
          pointer + ".format", format.name().toLowerCase(Locale.ROOT), "is not available");
    }
    return known;
  }

  /**
   * @throws ConfigException if keys cannot be of this format
   */
  static KeySerde keys(Format format, String pointer) {
    return switch (format) {
      case TEXT -> KeySerde.TEXT;
      case JSON -> KeySerde.JSON;
      case AVRO -> throw new ConfigException(pointer + ".key_format", "avro", "is not available");
    };
  }
}
