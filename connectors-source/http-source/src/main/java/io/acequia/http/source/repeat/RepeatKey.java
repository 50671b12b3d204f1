package io.acequia.http.source.repeat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What tells an event from all others: 128 bits of the SHA-256 of stream and id. Nobody can find
 * two events with the same key, so one client cannot have another's event taken for a repeat.
 */
public record RepeatKey(long high, long low) {

  /** Makes keys on one thread. */
  public static final class Maker {

    private final MessageDigest sha256;

    public Maker() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    public RepeatKey of(String stream, String eventId) {
      sha256.update(stream.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest(eventId.getBytes(StandardCharsets.UTF_8)));
      return new RepeatKey(digest.getLong(), digest.getLong());
    }
  }
}
