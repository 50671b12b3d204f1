package io.acequia.streams.transforms.source;

import io.acequia.streams.transforms.registry.AvroReading;
import io.acequia.streams.transforms.registry.Registries;

/** Avro records whose schemas are in a registry; fields that nobody wants are passed over. */
public final class AvroFormat implements SourceFormat {

  private final Registries registries;
  private final String url;

  public AvroFormat(Registries registries, String url) {
    this.registries = registries;
    this.url = url;
  }

  @Override
  public Reader open(Wanted wanted) {
    AvroReading reading = new AvroReading(registries, url, wanted.all() ? null : wanted.names());
    return (topic, headers, value) -> reading.read(headers, value);
  }
}
