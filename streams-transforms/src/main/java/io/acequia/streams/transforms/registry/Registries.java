package io.acequia.streams.transforms.registry;

import io.acequia.schema.registry.client.Persistence;
import io.acequia.schema.registry.client.RegistryClient;
import io.acequia.schema.registry.client.RegistryOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;

/**
 * The schema registries that a plan names. While one is unavailable, whoever asks it waits, up to a
 * limit; then the topology fails, and no record is to blame. Safe for several threads.
 */
public final class Registries {

  private final RegistryAccess access;
  private final Persistence persistence;
  private final Map<String, RegistryClient> clients = new ConcurrentHashMap<>();

  public Registries(RegistryAccess access) {
    this.access = access;
    this.persistence = new Persistence(access.retryTimeout());
  }

  /**
   * What a registry answers.
   *
   * @throws DataException if it does not have what was asked for
   * @throws ConnectException if it is unavailable for too long, or refuses the credentials
   */
  <T> T ask(String url, Function<RegistryClient, T> question) {
    RegistryClient client = clients.computeIfAbsent(url, this::open);
    return persistence.call(() -> question.apply(client));
  }

  private RegistryClient open(String url) {
    return new RegistryClient(
        RegistryOptions.of(url).withHeaders(access.headers()).withTls(access.tls()));
  }
}
