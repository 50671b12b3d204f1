package io.acequia.smt.geo;

import com.maxmind.db.Reader;
import io.acequia.commons.path.FieldPath;
import io.acequia.smt.enrich.ReloadedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of an IP address in the user's database, which is held in memory and read again
 * when the file changes.
 */
final class MaxMindFile implements PlaceFinder {

  private final FieldPath ip;
  private final String language;
  private final ReloadedFile<Reader> file;

  /**
   * Reads the file.
   *
   * @param setting that names the file
   * @throws org.apache.kafka.common.config.ConfigException if it cannot be read
   */
  MaxMindFile(
      String setting, Path file, long maxBytes, Duration interval, FieldPath ip, String language) {
    this.ip = ip;
    this.language = language;
    // A reader in memory needs no closing: users of the old one go on until they are done.
    this.file = new ReloadedFile<>(setting, file, maxBytes, interval, Reader::new);
  }

  @Override
  public @Nullable Place find(Object record) {
    Object value = ip.get(record);
    if (value == null) {
      return null;
    }
    InetAddress address = value instanceof String text ? IpAddress.parse(text.strip()) : null;
    if (address == null) {
      throw new DataException("'" + ip + "' is not an IP address");
    }
    if (IpAddress.isNobodysPlace(address)) {
      return null;
    }
    try {
      Map<?, ?> found = file.get().get(address, Map.class);
      return found == null ? null : new MaxMindPlace(found, language);
    } catch (IOException e) {
      throw new ConnectException("the MaxMind database cannot be read", e);
    } catch (IllegalArgumentException e) {
      // An IPv6 address in a database of IPv4 only.
      return null;
    }
  }

  @Override
  public String toString() {
    return ip.toString();
  }

  @Override
  public void close() {
    file.close();
  }
}
