package io.acequia.formats.parquet;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.parquet.io.api.Converter;

/**
 * What a Parquet type is in Connect.
 *
 * @param schema Connect's
 * @param converters makes what puts its values together and hands each to a consumer
 */
record ParquetType(Schema schema, Function<Consumer<Object>, Converter> converters) {

  Converter converter(Consumer<Object> target) {
    return converters.apply(target);
  }
}
