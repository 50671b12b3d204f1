package io.acequia.http.source.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ids for events that come without one. Not thread-safe: one for each event loop.
 *
 * <p>New ids have the shape of a <a href="https://github.com/ulid/spec">ULID</a>, 48 bits of
 * milliseconds and 80 random ones, so that they sort by time. With an {@code Idempotency-Key} the
 * id follows from the key, the event's place and its content instead: the same request sent again,
 * even to another worker or after a crash, has the same ids, and another request that carries the
 * same key by mistake has others and is not lost.
 */
final class EventIds {

  private static final String PREFIX = "evt_";
  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int CHARACTERS = 26;

  private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
  private final MessageDigest sha256 = sha256();

  /** An id that nobody has had before. */
  String next(long millis) {
    return text((millis << 16) | (random.nextLong() & 0xFFFF), random.nextLong());
  }

  /**
   * The id of this event in the request of this key.
   *
   * @param index of the event in its request
   */
  String derived(String sender, String idempotencyKey, long index, Event event) {
    sha256.reset();
    part(sender);
    part(idempotencyKey);
    part(Long.toString(index));
    part(event.streamId);
    part(event.eventType);
    part(event.timestamp);
    sha256.update(event.body, event.dataStart, event.dataEnd - event.dataStart);
    if (event.metadataStart != Event.NONE) {
      sha256.update(event.body, event.metadataStart, event.metadataEnd - event.metadataStart);
    }
    byte[] digest = sha256.digest();
    return text(bits(digest, 0), bits(digest, Long.BYTES));
  }

  private void part(@Nullable String text) {
    if (text != null) {
      sha256.update(text.getBytes(StandardCharsets.UTF_8));
    }
    // A separator that no part can contain, so that parts cannot run into each other.
    sha256.update((byte) 0);
  }

  private static long bits(byte[] bytes, int from) {
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = (bits << 8) | (bytes[from + i] & 0xFF);
    }
    return bits;
  }

  /** 128 bits in base 32, the first character having but 3 of them. */
  private static String text(long high, long low) {
    char[] text = new char[PREFIX.length() + CHARACTERS];
    PREFIX.getChars(0, PREFIX.length(), text, 0);
    for (int i = text.length - 1; i >= PREFIX.length(); i--) {
      text[i] = CROCKFORD[(int) (low & 31)];
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return new String(text);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
