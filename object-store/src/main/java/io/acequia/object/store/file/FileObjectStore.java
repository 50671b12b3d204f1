package io.acequia.object.store.file;

import io.acequia.commons.error.Disposition;
import io.acequia.object.store.Condition;
import io.acequia.object.store.NoSuchUploadException;
import io.acequia.object.store.ObjectChangedException;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this machine as a store. Objects appear whole, by renaming or linking a file that is
 * complete and on the disk; conditions hold among all processes of the machine that use this class.
 */
public final class FileObjectStore implements ObjectStore {
  private final ObjectFiles files;
  private final FileUploads uploads;

  /**
   * @param root exists, or is created with the first object
   */
  public FileObjectStore(Path root) {
    this.files = new ObjectFiles(root);
    this.uploads = new FileUploads(files);
  }

  @Override
  public String location() {
    return files.root().toUri().toString();
  }

  @Override
  public int minPartBytes() {
    return 1;
  }

  @Override
  public Iterable<List<StoredObject>> list(String prefix, String startAfter) {
    return new FilePages(files, prefix, startAfter);
  }

  @Override
  public Optional<StoredObject> head(String key) throws ObjectStoreException {
    try {
      return files.head(key, files.path(key));
    } catch (IOException e) {
      throw translate("reading", key, e);
    }
  }

  @Override
  public InputStream read(String key, long offset, long length, @Nullable String version)
      throws ObjectStoreException {
    try {
      Path path = files.path(key);
      SeekableByteChannel channel = Files.newByteChannel(path, StandardOpenOption.READ);
      Optional<StoredObject> found = files.head(key, path);
      if (version != null && !found.map(StoredObject::version).equals(Optional.of(version))) {
        channel.close();
        throw new ObjectChangedException(location() + key + " has changed", 412, null);
      }
      channel.position(offset);
      InputStream all = Channels.newInputStream(channel);
      return length < 0 ? all : new FirstBytes(all, length);
    } catch (IOException e) {
      throw translate("reading", key, e);
    }
  }

  @Override
  public Optional<String> put(
      String key, ByteBuffer content, String contentType, Condition condition)
      throws ObjectStoreException {
    try {
      Path target = files.path(key);
      Path written = files.temporary();
      write(written, List.of(content));
      return files.publish(written, key, target, condition);
    } catch (IOException e) {
      throw translate("writing", key, e);
    }
  }

  private static void write(Path file, List<ByteBuffer> contents) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (ByteBuffer content : contents) {
        ByteBuffer rest = content.duplicate();
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
      channel.force(true);
    }
  }

  @Override
  public Upload begin(String key, String contentType) throws ObjectStoreException {
    try {
      files.path(key);
      return uploads.begin(key);
    } catch (IOException e) {
      throw translate("beginning the upload of", key, e);
    }
  }

  @Override
  public String uploadPart(Upload upload, int number, ByteBuffer content)
      throws ObjectStoreException {
    try {
      Path part = uploads.part(upload, number);
      Path written = files.temporary();
      write(written, List.of(content));
      // An upload that was aborted has no folder any more.
      Files.move(written, part, StandardCopyOption.ATOMIC_MOVE);
      return String.valueOf(part.getFileName());
    } catch (NoSuchFileException e) {
      throw new NoSuchUploadException("there is no upload of " + location() + upload.key(), e);
    } catch (IOException e) {
      throw translate("uploading part " + number + " of", upload.key(), e);
    }
  }

  @Override
  public Optional<String> complete(Upload upload, List<String> parts, Condition condition)
      throws ObjectStoreException {
    try {
      Path joined = uploads.join(upload, parts);
      Optional<String> version =
          files.publish(joined, upload.key(), files.path(upload.key()), condition);
      if (version.isPresent()) {
        uploads.remove(upload);
      }
      return version;
    } catch (NoSuchFileException e) {
      throw new NoSuchUploadException("there is no upload of " + location() + upload.key(), e);
    } catch (IOException e) {
      throw translate("completing the upload of", upload.key(), e);
    }
  }

  @Override
  public void abort(Upload upload) throws ObjectStoreException {
    try {
      uploads.remove(upload);
    } catch (IOException e) {
      throw translate("aborting the upload of", upload.key(), e);
    }
  }

  @Override
  public Iterable<List<Upload>> unfinished(String prefix) {
    return () -> List.of(uploads.list(prefix)).iterator();
  }

  @Override
  public void delete(String key) throws ObjectStoreException {
    try {
      Files.deleteIfExists(files.path(key));
    } catch (IOException e) {
      throw translate("deleting", key, e);
    }
  }

  @Override
  public void copy(String from, String to) throws ObjectStoreException {
    try {
      Path written = files.temporary();
      Files.copy(files.path(from), written);
      files.publish(written, to, files.path(to), Condition.any());
    } catch (IOException e) {
      throw translate("copying", from, e);
    }
  }

  @Override
  public void tag(String key, Map<String, String> tags) throws ObjectStoreException {
    throw new ObjectStoreException("a folder has no tags", Disposition.FAIL, 501, null);
  }

  @Override
  public void check() throws ObjectStoreException {
    try {
      Files.deleteIfExists(files.temporary());
    } catch (IOException e) {
      throw translate("writing to", "", e);
    }
  }

  private ObjectStoreException translate(String call, String key, IOException error) {
    if (error instanceof ObjectStoreException ours) {
      return ours;
    }
    String message = call + " " + location() + key + " failed: " + error;
    // A full disk, a share that is away: what an operator repairs under a task that goes on.
    return error instanceof NoSuchFileException
        ? new ObjectChangedException(message, 404, error)
        : new ObjectStoreException(message, Disposition.RETRY, 0, error);
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
