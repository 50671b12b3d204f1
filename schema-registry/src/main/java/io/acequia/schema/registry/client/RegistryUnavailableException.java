package io.acequia.schema.registry.client;

import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** The registry cannot answer now; says nothing about the record that asked for a schema. */
public final class RegistryUnavailableException extends RetriableException {

  RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
