package io.acequia.object.store;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one bucket, or of one local folder. Keys are paths with {@code /} between their
 * segments and none at the beginning, at most 1,024 bytes of UTF-8.
 *
 * <p>Every call is one attempt: nothing is repeated here. Thread-safe.
 */
public interface ObjectStore extends AutoCloseable {
  /** The name under which a store keeps an object: {@code s3://bucket/}, for messages. */
  String location();

  /** The fewest bytes of a part that is not its upload's last; parts may have up to 5 GiB. */
  int minPartBytes();

  /**
   * The objects whose key begins with {@code prefix}, in the order of their keys' UTF-8 bytes, a
   * page of at most a thousand for each request; requests are made as the pages are asked for.
   *
   * @param startAfter only keys behind this one; empty for all
   * @throws java.io.UncheckedIOException with an {@link ObjectStoreException}, while iterating
   */
  Iterable<List<StoredObject>> list(String prefix, String startAfter);

  /** What is known of an object; empty if there is none. */
  Optional<StoredObject> head(String key) throws ObjectStoreException;

  /**
   * A part of an object as a stream, which the caller closes.
   *
   * @param offset of the first byte, at most the object's size
   * @param length how many bytes; negative for all that follow
   * @param version the {@link StoredObject#version} that is to be read; {@code null} for any
   * @throws ObjectChangedException if there is no such object, or only another version of it
   */
  InputStream read(String key, long offset, long length, @Nullable String version)
      throws ObjectStoreException;

  /**
   * Writes a whole object at once.
   *
   * @param content its remaining bytes; its position does not change
   * @return the version written; empty if the condition was not met, and nothing was written
   */
  Optional<String> put(String key, ByteBuffer content, String contentType, Condition condition)
      throws ObjectStoreException;

  /** Begins an upload in parts; the object is not there until it is completed. */
  Upload begin(String key, String contentType) throws ObjectStoreException;

  /**
   * Uploads one part; parts of one upload may be uploaded at once and in any order.
   *
   * @param number from 1 to 10,000
   * @return what {@link #complete} needs of it
   */
  String uploadPart(Upload upload, int number, ByteBuffer content) throws ObjectStoreException;

  /**
   * Makes the object of its parts, atomically. A second call after one that succeeded may succeed,
   * or fail as one of an upload that does not exist.
   *
   * @param parts what {@link #uploadPart} answered, in the order of the numbers from 1
   * @return the version written; empty if the condition was not met: the upload is still there
   * @throws NoSuchUploadException if the upload was aborted, or completed before
   */
  Optional<String> complete(Upload upload, List<String> parts, Condition condition)
      throws ObjectStoreException;

  /** Ends an upload and frees its parts; harmless if there is no such upload. */
  void abort(Upload upload) throws ObjectStoreException;

  /**
   * The uploads that were begun and neither completed nor aborted, by whomever.
   *
   * @throws java.io.UncheckedIOException with an {@link ObjectStoreException}, while iterating
   */
  Iterable<List<Upload>> unfinished(String prefix);

  /** Deletes an object; harmless if there is none. */
  void delete(String key) throws ObjectStoreException;

  /**
   * Copies an object of at most 5 GiB within the store, replacing what is there.
   *
   * @throws ObjectChangedException if there is no such object
   */
  void copy(String from, String to) throws ObjectStoreException;

  /**
   * Replaces an object's tags.
   *
   * @throws ObjectStoreException also where the store has no tags
   */
  void tag(String key, Map<String, String> tags) throws ObjectStoreException;

  /** Whether the store can be reached and this login may list it, said by what it throws. */
  void check() throws ObjectStoreException;

  @Override
  void close();
}
